using DeepQ.Environments.ClassicControl;
using Microsoft.ML;

namespace DeepQ.Benchmarks;

/// <summary>How time grows with width, batch, buffer, environments, rows and channels; a picture of each.</summary>
internal static class GrowthBenchmark
{
    private static readonly InterleavedBenchmark Short = new(5, TimeSpan.FromSeconds(0.05));

    public static IEnumerable<Comparison> Run()
    {
        using PythonPeer? peer = PythonPeer.Start();
        MLContext context = new(seed: 1);
        using TemporaryPolicy policy = new();
        (Growth Growth, int[] Sizes, Func<int, Comparison> Measure)[] series =
        [
            (
                new("width", "An update of two hidden layers, batch 64", "units in each hidden layer", "µs an update"),
                [16, 32, 64, 128, 256, 512, 1024],
                width => UpdateBenchmark.Run(Short, new([4, width, width, 2], 64), peer)),
            (
                new("batch", "An update of 4→64→64→2", "transitions in a batch", "µs an update"),
                [8, 16, 32, 64, 128, 256, 512],
                batch => UpdateBenchmark.Run(Short, new([4, 64, 64, 2], batch), peer)),
            (
                new("replay", "A batch of 64 from a buffer of CartPole", "transitions in the buffer", "µs a batch"),
                [1_000, 10_000, 100_000, 1_000_000, 4_000_000],
                count => ReplayBenchmark.Run(Short, count)),
            (
                new("environments", "CartPole in a vector environment", "environments", "µs a step of one"),
                [1, 4, 16, 64, 256, 1024, 4096],
                count => EnvironmentBenchmark.Together(Short, () => new CartPole(), count)),
            (
                new("rows", "A table through a policy of 4→64→64→2", "rows", "µs a row"),
                [1, 10, 100, 1_000, 10_000, 100_000],
                rows => ServeBenchmark.Table(Short, context, policy, rows)),
            (
                new("images", "An update of MinAtar's network, Breakout", "transitions in a batch", "µs an update"),
                [8, 16, 32, 64, 128, 256],
                batch => UpdateBenchmark.Run(Short, ImageProblem.OfGame("MinAtar/Breakout-v0", channels: 4, batch), peer)),
            (
                new("channels", "An update of MinAtar's network, batch 32", "channels of the game", "µs an update"),
                [4, 6, 7, 10],
                channels => UpdateBenchmark.Run(Short, ImageProblem.OfGame(GameOf(channels), channels, batchSize: 32), peer)),
            (
                new("rollouts", "PQN on Breakout, rollouts of 4,096 steps", "environments", "µs a step of one"),
                [4, 8, 16, 32, 64, 128, 256],
                environments => PqnBenchmark.ByEnvironments(Short, environments)),
        ];

        foreach ((Growth growth, int[] sizes, Func<int, Comparison> measure) in series)
        {
            List<Comparison> points = [];
            foreach (int size in sizes)
            {
                points.Add(measure(size) with { Size = size });
                yield return points[^1];
            }

            GrowthPlot.Draw(growth, points).SaveSvg(Path.Combine(Report.Folder, $"growth-{growth.Name}.svg"), 800, 420);
        }
    }

    private static string GameOf(int channels) => channels switch
    {
        4 => "MinAtar/Breakout-v0",
        6 => "MinAtar/SpaceInvaders-v0",
        7 => "MinAtar/Freeway-v0",
        _ => "MinAtar/Seaquest-v0",
    };
}
