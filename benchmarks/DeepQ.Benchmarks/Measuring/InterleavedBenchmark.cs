using System.Diagnostics;

namespace DeepQ.Benchmarks;

/// <summary>
/// Times contestants in turn, A B C A B C ..., so that a machine that slows down slows all of them.
/// </summary>
/// <param name="rounds">The number of rounds.</param>
/// <param name="roundTime">About how long one contestant runs in one round.</param>
internal sealed class InterleavedBenchmark(int rounds, TimeSpan roundTime)
{
    private const int GreatestCount = 1 << 30;
    private static readonly TimeSpan TierDelay = TimeSpan.FromSeconds(0.3);

    /// <summary>Nine rounds of a tenth of a second.</summary>
    public static InterleavedBenchmark Usual { get; } = new(9, TimeSpan.FromSeconds(0.1));

    /// <summary>Runs the race.</summary>
    /// <param name="title">What the work is.</param>
    /// <param name="operation">The name of one operation.</param>
    /// <param name="contestants">Who runs.</param>
    /// <param name="references">Whom the others are compared with; the first one if left out.</param>
    public Comparison Run(
        string title, string operation, IReadOnlyList<Candidate> contestants, params IReadOnlyList<string> references)
    {
        if (references.Count == 0)
            references = [contestants[0].Name];

        // The compiler puts its best code in place once nothing new has run for a tenth of a second.
        foreach (Candidate contestant in contestants)
            Warm(contestant);
        Thread.Sleep(TierDelay);
        int[] counts = [.. contestants.Select(Warm)];
        double[][] times = [.. contestants.Select(_ => new double[rounds])];
        double[] bytes = new double[contestants.Count];
        for (int round = 0; round < rounds; round++)
        {
            for (int i = 0; i < contestants.Count; i++)
            {
                double operations = (double)counts[i] * contestants[i].Operations;
                long before = GC.GetAllocatedBytesForCurrentThread();
                times[i][round] = Time(contestants[i], counts[i]).TotalMicroseconds / operations;
                bytes[i] = (GC.GetAllocatedBytesForCurrentThread() - before) / operations;
            }
        }

        return new(title, operation, references, [.. contestants.Select(Timing)]);

        Timing Timing(Candidate contestant, int i)
        {
            double median = Median(times[i]);
            return new(
                contestant.Name,
                median,
                times[i].Min(),
                times[i].Max(),
                references.ToDictionary(reference => reference, reference => Median(
                    TimesOf(reference).Zip(times[i], (theirs, own) => theirs / own))),
                contestant.IsHere ? bytes[i] : null,
                contestant.Flops > 0 ? contestant.Flops / median / 1e3 : null);
        }

        double[] TimesOf(string name) => times[contestants.Select(contestant => contestant.Name).ToList().IndexOf(name)];
    }

    // How often the work fits into a round. On the way the compiler sees that the code is worth its best.
    private int Warm(Candidate contestant)
    {
        int count = 1;
        TimeSpan total = TimeSpan.Zero;
        while (true)
        {
            TimeSpan time = Time(contestant, count);
            total += time;
            double missing = roundTime / (time + TimeSpan.FromTicks(1));
            if (missing < 1.5 && (total > 3 * roundTime || count == 1))
                return Math.Max(1, (int)Math.Round(count * missing));
            count = (int)Math.Clamp(count * Math.Min(missing, 8), 1, GreatestCount);
        }
    }

    private static TimeSpan Time(Candidate contestant, int count)
    {
        long start = Stopwatch.GetTimestamp();
        contestant.Repeat(count);
        return Stopwatch.GetElapsedTime(start);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }
}
