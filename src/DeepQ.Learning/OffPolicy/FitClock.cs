using System.Diagnostics;

namespace DeepQ.Learning.OffPolicy;

/// <summary>The time limit for all fits of an evaluation together.</summary>
/// <param name="limit">The limit; null for none.</param>
internal sealed class FitClock(TimeSpan? limit)
{
    private readonly Stopwatch _watch = Stopwatch.StartNew();

    /// <summary>Whether the time is over.</summary>
    public bool IsOver => _watch.Elapsed >= limit;
}
