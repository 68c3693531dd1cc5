namespace PolicyLoad;

/// <summary>The result of a measurement.</summary>
/// <param name="Requests">The number of requests that returned actions.</param>
/// <param name="Failures">The number of requests that did not.</param>
/// <param name="Elapsed">The duration of the measurement.</param>
/// <param name="Median">The median duration of a request.</param>
/// <param name="P99">The 99th percentile of the durations.</param>
/// <param name="Greatest">The duration of the slowest request.</param>
internal sealed record LoadResult(
    int Requests, int Failures, TimeSpan Elapsed, TimeSpan Median, TimeSpan P99, TimeSpan Greatest)
{
    /// <summary>The number of successful requests per second.</summary>
    public double Rate => Requests / Elapsed.TotalSeconds;

    public static LoadResult Of(IReadOnlyCollection<TimeSpan> latencies, int failures, TimeSpan elapsed)
    {
        TimeSpan[] sorted = [.. latencies.Order()];
        return sorted.Length == 0
            ? new(0, failures, elapsed, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero)
            : new(sorted.Length, failures, elapsed, Rank(sorted, 0.5), Rank(sorted, 0.99), sorted[^1]);
    }

    // The nearest rank: the smallest value that this part of all values does not exceed.
    private static TimeSpan Rank(TimeSpan[] sorted, double part) => sorted[(int)Math.Ceiling(part * sorted.Length) - 1];
}
