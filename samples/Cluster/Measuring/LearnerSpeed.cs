using ClusterSample.Silos;
using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Learning;
using DeepQ.Learning.Distributed;
using Spectre.Console;

namespace ClusterSample.Measuring;

/// <summary>How many updates a second a learner makes that is never idle, on one machine and with its replay elsewhere.</summary>
internal static class LearnerSpeed
{
    private const int Runs = 3;
    private static readonly TimeSpan Often = TimeSpan.FromSeconds(0.5), Rarely = TimeSpan.FromSeconds(10);

    /// <summary>Measures it.</summary>
    public static async Task MeasureAsync(ClusterOptions options, IAnsiConsole console)
    {
        console.WriteLine($"updates a second, the best of {Runs} runs");
        await using SiloGroup near = await SiloGroup.StartAsync(options, silos: 2);
        await using SiloGroup far = await SiloGroup.StartAsync(options, silos: 2, firstIsLast: true);
        foreach ((string network, _, _) in BusyCartPole.Networks)
        {
            console.WriteLine(network);
            double alone = 0;
            alone = await WriteAsync("one machine", _ => Task.FromResult(Alone(network, prioritized: true)));
            await WriteAsync("replay on the silo of the learner", seed => RemoteAsync(near, seed));
            await WriteAsync("replay on another silo", seed => RemoteAsync(far, seed));
            await WriteAsync("  and no checkpoints", seed => RemoteAsync(far, seed, checkpoints: false));
            await WriteAsync("  and weights every 10 s", seed => RemoteAsync(far, seed, interval: Rarely));
            await WriteAsync("  and no priorities", seed => RemoteAsync(far, seed, prioritized: false));
            await WriteAsync("one machine, no priorities", _ => Task.FromResult(Alone(network, prioritized: false)));

            async Task<double> WriteAsync(string name, Func<ulong, Task<SpeedWatch>> measure)
            {
                List<SpeedWatch> runs = [];
                for (int run = 0; run < Runs; run++)
                    runs.Add(await measure((ulong)run));
                // Other programs take cores at times; nothing gives any.
                SpeedWatch best = runs.MaxBy(run => run.UpdatesPerSecond)!;
                double whole = name == "one machine" ? best.UpdatesPerSecond : alone;
                console.WriteLine($"  {name,-35}  {best.UpdatesPerSecond,6:F0}  {best.UpdatesPerSecond / whole,5:P0}  {best.Cores:F2} cores");
                return best.UpdatesPerSecond;
            }

            Task<SpeedWatch> RemoteAsync(
                SiloGroup group, ulong seed, bool prioritized = true, bool checkpoints = true, TimeSpan? interval = null) => group.WatchAsync(
                    BusyCartPole.Create(network, prioritized, checkpoints),
                    new DistributedOptions { Actors = 2, BlockSize = 50, WeightsInterval = interval ?? Often },
                    seed);
        }
    }

    private static SpeedWatch Alone(string network, bool prioritized)
    {
        using CancellationTokenSource canceled = new();
        SpeedWatch watch = new(canceled, () => Environment.CpuUsage.TotalTime);
        using TrainingResult result = new DqnTrainer(BusyCartPole.Settings(network, prioritized, checkpoints: false))
            .Train(new VectorEnvironment([new CartPole()], new Xoshiro256(1)), null, new Xoshiro256(2), watch, canceled.Token);
        return watch;
    }
}
