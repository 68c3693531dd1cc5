using DeepQ.Environments.MinAtar;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Checkpoints;

public sealed class PackedResumeTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_run_whose_observations_are_bits_or_frames_of_them_goes_on_as_if_it_had_not_stopped(int frames)
    {
        using TrainingResult whole = new DqnTrainer(Options(160)).Train(Environments(), null, new Xoshiro256(5));

        DqnOptions first = Options(101);
        first.CheckpointPath = _folder["run.checkpoint"];
        new DqnTrainer(first).Train(Environments(), null, new Xoshiro256(5)).Dispose();
        using TrainingResult resumed = new DqnTrainer(Options(160)).Resume(first.CheckpointPath, Environments(), null);

        Assert.Equal(HandMadeNetworks.Values(whole.Network), HandMadeNetworks.Values(resumed.Network));
        Assert.Equal(whole.Updates, resumed.Updates);

        VectorEnvironment Environments() => new(
            2, () => frames == 1 ? new Breakout() : new RewardClip(new FrameStack(new Breakout(), frames)), new Xoshiro256(3));
    }

    // The ring is full before the run is interrupted.
    private static DqnOptions Options(int steps) => new()
    {
        HiddenUnits = [8],
        BatchSize = 16,
        Steps = steps,
        // A training that is cut short has the same.
        LearningRate = 1e-3,
        Epsilon = new LinearSchedule(1, 0.05, 10_000),
        LearningStarts = 20,
        ReplayCapacity = 60,
        UpdateInterval = 4,
        NStep = 3,
        PrioritizedReplay = new PrioritizedReplayOptions(),
    };
}
