using System.Diagnostics;

namespace DeepQ.Benchmarks;

/// <summary>Times single calls, one by one, for what a caller waits: now and then longer than usual.</summary>
internal static class Latency
{
    private const int Calls = 2_000;
    private const int Rounds = 25;

    /// <summary>Calls each in turn; the first is the one that the others are compared with.</summary>
    public static Comparison Measure(string title, IReadOnlyList<(string Name, Action Call)> contestants)
    {
        double[][] times = [.. contestants.Select(_ => new double[Rounds * Calls])];
        double[] bytes = new double[contestants.Count];
        for (int round = -2; round < Rounds; round++)
        {
            for (int i = 0; i < contestants.Count; i++)
            {
                // The rounds before the first warm up.
                Span<double> own = times[i].AsSpan(Math.Max(0, round) * Calls, Calls);
                long before = GC.GetAllocatedBytesForCurrentThread();
                foreach (ref double time in own)
                {
                    long start = Stopwatch.GetTimestamp();
                    contestants[i].Call();
                    time = (Stopwatch.GetTimestamp() - start) * 1e6 / Stopwatch.Frequency;
                }

                bytes[i] = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / Calls;
            }
        }

        Array.ForEach(times, Array.Sort);
        double first = Percentile(times[0], 50);
        return new(title, "call", [contestants[0].Name], [.. contestants.Select(Timing)])
        {
            Range = "1st – 99th percentile",
        };

        Timing Timing((string Name, Action Call) contestant, int i)
        {
            double median = Percentile(times[i], 50);
            return new(
                contestant.Name,
                median,
                Percentile(times[i], 1),
                Percentile(times[i], 99),
                new Dictionary<string, double> { [contestants[0].Name] = first / median },
                bytes[i],
                Gigaflops: null);
        }
    }

    private static double Percentile(double[] sorted, int percent) => sorted[sorted.Length * percent / 100];
}
