namespace PolicyServer.Load;

/// <summary>What a measurement brought.</summary>
/// <param name="Requests">The requests that were answered with actions.</param>
/// <param name="Failures">The requests that were not.</param>
/// <param name="Elapsed">The time that it took.</param>
/// <param name="Median">The time of the request in the middle.</param>
/// <param name="P99">The time that 99 of 100 requests stay within.</param>
/// <param name="Greatest">The time of the slowest request.</param>
internal sealed record LoadResult(
    int Requests, int Failures, TimeSpan Elapsed, TimeSpan Median, TimeSpan P99, TimeSpan Greatest)
{
    /// <summary>The requests that were answered in a second.</summary>
    public double Rate => Requests / Elapsed.TotalSeconds;

    public static LoadResult Of(IReadOnlyCollection<TimeSpan> latencies, int failures, TimeSpan elapsed)
    {
        TimeSpan[] sorted = [.. latencies.Order()];
        return sorted.Length == 0
            ? new(0, failures, elapsed, TimeSpan.Zero, TimeSpan.Zero, TimeSpan.Zero)
            : new(sorted.Length, failures, elapsed, Rank(sorted, 0.5), Rank(sorted, 0.99), sorted[^1]);
    }

    // The nearest rank: the least value that this part of all values does not exceed.
    private static TimeSpan Rank(TimeSpan[] sorted, double part) => sorted[(int)Math.Ceiling(part * sorted.Length) - 1];
}
