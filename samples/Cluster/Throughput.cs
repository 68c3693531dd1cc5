using System.Diagnostics;
using DeepQ.Learning;
using DeepQ.Learning.Distributed;
using DeepQ.Orleans;
using DeepQ.Orleans.Cluster;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Spectre.Console;

namespace ClusterSample;

/// <summary>How many steps a second one training takes, by the number of silos and actors.</summary>
internal static class Throughput
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(8);

    /// <summary>Measures it.</summary>
    public static async Task MeasureAsync(ClusterOptions options, IAnsiConsole console)
    {
        console.WriteLine($"steps of {WaitingCartPole.Step.TotalMilliseconds} ms; steps a second, and their part of actors times 1 / {WaitingCartPole.Step.TotalMilliseconds} ms");
        console.WriteLine("silos  actors  steps/s  of linear");
        foreach (int silos in new[] { 1, 2, 4 })
        {
            string folder = Path.Combine(options.Out, "throughput");
            if (Directory.Exists(folder))
                Directory.Delete(folder, recursive: true);
            List<SiloProcess> processes = [];
            (int Silo, int Gateway) ports = SiloHost.FreePorts();
            using IHost host = SiloHost.Create("first", ports, ports.Silo);
            try
            {
                await host.StartAsync();
                for (int i = 1; i <= silos; i++)
                    processes.Add(await SiloProcess.StartAsync($"silo-{i}", ports.Silo, options.Steps, folder));
                foreach (int actors in new[] { 1, 2, 4, 8, 16, 32 })
                {
                    double rate = await RateAsync(host.Services.GetRequiredService<IClusterClient>(), actors, Math.Min(actors, silos));
                    console.WriteLine($"{silos,5}  {actors,6}  {rate,7:F0}  {rate * WaitingCartPole.Step.TotalSeconds / actors,9:P0}");
                }

                await host.StopAsync();
            }
            finally
            {
                foreach (SiloProcess process in processes)
                    await process.DisposeAsync();
            }
        }
    }

    // From when each actor acts, over some seconds.
    private static async Task<double> RateAsync(IClusterClient cluster, int actors, int shards)
    {
        using CancellationTokenSource canceled = new();
        Watch watch = new(canceled);
        using TrainingResult result = await cluster.TrainAsync(
            WaitingCartPole.Create(),
            new ClusterTrainingOptions
            {
                Distribution = new DistributedOptions { Actors = actors, Shards = shards, BlockSize = 50 },
                Evaluates = false,
                Progress = watch,
                PollInterval = TimeSpan.FromMilliseconds(100),
            },
            canceled.Token);
        return watch.Rate;
    }

    private sealed class Watch(CancellationTokenSource canceled) : IProgress<TrainingProgress>
    {
        private long? _begin;
        private (long Step, long Time)? _first;

        public double Rate { get; private set; }

        public void Report(TrainingProgress value)
        {
            long now = Stopwatch.GetTimestamp();
            if (value.Step == 0)
                return;
            _begin ??= now;
            if (_first is null && Stopwatch.GetElapsedTime(_begin.Value, now) > Start)
                _first = (value.Step, now);
            if (_first is not { } first || Stopwatch.GetElapsedTime(first.Time, now) < Window || Rate > 0)
                return;
            Rate = (value.Step - first.Step) / Stopwatch.GetElapsedTime(first.Time, now).TotalSeconds;
            canceled.Cancel();
        }
    }
}
