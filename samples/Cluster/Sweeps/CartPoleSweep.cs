using DeepQ.Environments.ClassicControl;
using DeepQ.MLNet;
using DeepQ.MLNet.Sweeps;

namespace ClusterSample.Sweeps;

/// <summary>The definitions shared by the silos and their client.</summary>
internal static class CartPoleSweep
{
    public static EnvironmentSweep Create(int steps) => new(
        "cartpole",
        () => new CartPole(),
        new SweepSpace(() => new DeepQTrainer.Options { Steps = steps, LearningStarts = 500, UpdatesPerInterval = 2 })
            .Vary("rate", SweepRange.Logarithmic(1e-4, 1e-2), (settings, value) => settings.LearningRate = value)
            .Vary("copy", [0.005, 0.05], (settings, value) => settings.TargetUpdateRate = value)
            .Vary("units", new int[][] { [32], [128, 128] }, (settings, value) => settings.HiddenUnits = value));

    public static SweepOptions Options(ClusterOptions options, string folder) => new()
    {
        Candidates = options.Candidates,
        Rounds = 2,
        Reduction = 3,
        Seed = 1,
        EvaluationEpisodes = 20,
        Folder = Path.Combine(options.Out, folder),
    };
}
