using DeepQ.Environments.ClassicControl;
using DeepQ.MLNet;
using DeepQ.Orleans;

namespace ClusterSample.Measuring;

/// <summary>Trainings that make so many updates for each step that the learner is never idle.</summary>
internal static class BusyCartPole
{
    private static readonly bool[] YesOrNo = [true, false];

    /// <summary>The names of the networks, with their hidden units and the size of a batch.</summary>
    public static readonly IReadOnlyList<(string Name, int Units, int Batch)> Networks = [("64 units", 64, 64), ("256 units", 256, 256)];

    /// <summary>All of them.</summary>
    public static IEnumerable<TrainingDefinition> All =>
        from network in Networks
        from prioritized in YesOrNo
        from checkpoints in YesOrNo
        select Create(network.Name, prioritized, checkpoints);

    /// <summary>Trains until it is canceled.</summary>
    /// <param name="network">The name of the network.</param>
    /// <param name="prioritized">Whether batches are drawn by priorities, which go back after an update.</param>
    /// <param name="checkpoints">Whether a checkpoint is written every 60 steps, which is every second or two.</param>
    public static TrainingDefinition Create(string network, bool prioritized = true, bool checkpoints = true) => new(
        $"busy {network} {(prioritized ? "prioritized" : "uniform")}{(checkpoints ? "" : " without checkpoints")}",
        () => new CartPole(),
        () => Settings(network, prioritized, checkpoints));

    /// <summary>The settings of a training.</summary>
    public static DeepQTrainer.Options Settings(string network, bool prioritized, bool checkpoints)
    {
        (_, int units, int batch) = Networks.Single(one => one.Name == network);
        return new DeepQTrainer.Options
        {
            Steps = 1_000_000_000,
            HiddenUnits = [units, units],
            BatchSize = batch,
            LearningStarts = 1_000,
            UpdatesPerInterval = 32,
            PrioritizedReplay = prioritized ? new() : null,
            CheckpointInterval = checkpoints ? 60 : int.MaxValue,
            Threads = 1,
        };
    }
}
