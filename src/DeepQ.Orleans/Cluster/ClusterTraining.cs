using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans.Cluster;

/// <summary>A training that was completed on a silo. If the silo is lost, another one repeats its end from the checkpoint.</summary>
internal sealed class ClusterTraining(
    ClusterSweepTrainer trainer, TrainingOrder order, TrainingAnswer answer, CancellationToken cancellationToken) : ISweepTraining
{
    public double Score => answer.Score;

    public string Description => answer.Text;

    public (double Score, string Description) Judge(int set)
    {
        TrainingAnswer judged = Ask(new TrainingQuestion(set));
        return (judged.Score, judged.Text);
    }

    public void Save(string path) => File.WriteAllBytes(path, Ask(TrainingQuestion.Model).Model);

    public void Dispose() => trainer.Leave(order, forget: !cancellationToken.IsCancellationRequested);

    // A sweep has a thread of its own, which may wait.
    private TrainingAnswer Ask(TrainingQuestion question) =>
        trainer.AskAsync(order, question, cancellationToken).GetAwaiter().GetResult();
}
