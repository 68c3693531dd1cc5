using DeepQ.Learning;
using DeepQ.Learning.Export;
using DeepQ.MLNet;
using DeepQ.Serving;

namespace DeepQ.Decisions.MLNet.Training;

/// <summary>Fitted Q iteration among candidates: each round counts what follows a decision as the network of the round before values it.</summary>
internal static class CandidateRounds
{
    /// <summary>Learns mean rewards, and then the returns of so many rounds.</summary>
    public static TrainingResult Run(
        DeepQTrainer trainer,
        CandidateTable table,
        double gamma,
        int rounds,
        IProgress<TrainingProgress>? progress,
        CancellationToken cancellationToken)
    {
        TrainingResult training = trainer.Train(table, progress, cancellationToken);
        try
        {
            for (int round = 0; round < rounds; round++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                using ManagedPolicy before = ManagedPolicy.Load(PolicyExport.ToOnnx(training));
                TrainingResult next = trainer.Train(table.WithTargets(before, gamma), training, progress, cancellationToken);
                training.Dispose();
                training = next;
            }

            return training;
        }
        catch
        {
            training.Dispose();
            throw;
        }
    }
}
