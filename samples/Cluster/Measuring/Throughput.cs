using ClusterSample.Silos;
using DeepQ.Learning.Distributed;
using Spectre.Console;

namespace ClusterSample.Measuring;

/// <summary>How many steps a second one training takes, by the number of silos and actors and what a step takes.</summary>
internal static class Throughput
{
    private const int Runs = 3;
    private static readonly int[] Actors = [1, 2, 4, 8, 16, 32];
    private static readonly (int Duration, int Actors)[] Others = [(1, 1), (1, 8), (1, 32), (20, 1), (20, 8), (20, 32)];

    /// <summary>Measures it, and draws what was measured at 5 ms.</summary>
    public static async Task MeasureAsync(ClusterOptions options, IAnsiConsole console)
    {
        console.WriteLine($"medians of {Runs} runs");
        console.WriteLine("step ms  silos  actors  steps/s  of linear  cores");
        List<ThroughputPoint> points = [];
        foreach (int silos in new[] { 1, 2, 4 })
        {
            await using SiloGroup group = await SiloGroup.StartAsync(options, silos);
            foreach ((int duration, int actors) in Plan(silos))
            {
                ThroughputPoint point = await MeasureAsync(group, duration, silos, actors);
                points.Add(point);
                console.WriteLine(
                    $"{duration,7}  {silos,5}  {actors,6}  {point.StepsPerSecond,7:F0}  {point.OfLimit,9:P0}  {point.Cores,5:F2}");
            }
        }

        string path = Path.Combine(options.Out, "cluster-throughput.png");
        ThroughputPicture.Draw([.. points.Where(point => point.Duration == 5)]).SavePng(path, ThroughputPicture.Width, ThroughputPicture.Height);
        console.WriteLine(path);
    }

    // All numbers of actors at 5 ms, and some at the others.
    private static IEnumerable<(int Duration, int Actors)> Plan(int silos) =>
        Actors.Select(actors => (5, actors)).Concat(silos == 2 ? Others : []);

    private static async Task<ThroughputPoint> MeasureAsync(SiloGroup group, int duration, int silos, int actors)
    {
        List<SpeedWatch> runs = [];
        for (int run = 0; run < Runs; run++)
        {
            runs.Add(await group.WatchAsync(
                WaitingCartPole.Create(duration),
                new DistributedOptions { Actors = actors, Shards = Math.Min(actors, silos), BlockSize = 50 },
                seed: (ulong)run));
        }

        return new ThroughputPoint(
            duration, silos, actors, Median(runs.Select(run => run.StepsPerSecond)), Median(runs.Select(run => run.Cores)));
    }

    private static double Median(IEnumerable<double> values) => values.Order().ElementAt(Runs / 2);
}
