using DeepQ.Learning.Checkpoints;
using DeepQ.MLNet.Tests.Support;
using DeepQ.Orleans.Messages;
using DeepQ.Orleans.Silos;
using DeepQ.Orleans.Tests.Support;

namespace DeepQ.Orleans.Tests.Silos;

/// <summary>A learner of a silo, without a cluster.</summary>
public sealed class LearnerJobTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // Otherwise whoever asks takes each of them for one that was lost with its silo.
    [Fact]
    public async Task A_learner_whose_checkpoint_is_held_is_no_attempt()
    {
        TrainingRun run = TrainingRun.Of(Ponds.Name, "fingerprint", Ponds.Plan, seed: 1, evaluates: false);
        string checkpoint = _folder.File("checkpoint");
        using FileLock held = new($"{checkpoint}.learner", "held");
        LearnerJob job = new("here", Ponds.Training(), run, checkpoint, grains: null!, CancellationToken.None);
        List<LearnerAnswer> answers = [job.Ask()];
        while (answers[^1].State == TrainingState.Running)
        {
            await Task.Delay(5);
            answers.Add(job.Ask());
        }

        Assert.Equal(TrainingState.Held, answers[^1].State);
        Assert.All(answers, answer => Assert.Equal(Guid.Empty, answer.Attempt));
    }
}
