namespace DeepQ.Learning.Training;

/// <summary>What ends a run from outside, even in the middle of something: its caller, or its time.</summary>
internal sealed class RunLimits : IDisposable
{
    // Longer than a timer takes is no limit.
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(40);

    private readonly ProgressClock _clock;
    private readonly TimeSpan? _limit;
    private readonly CancellationToken _caller;
    private readonly CancellationTokenSource _source;

    public RunLimits(ProgressClock clock, TimeSpan? limit, CancellationToken caller)
    {
        (_clock, _limit, _caller) = (clock, limit, caller);
        _source = CancellationTokenSource.CreateLinkedTokenSource(caller);
        TimeSpan? left = limit - clock.Elapsed;
        if (left <= TimeSpan.Zero)
            _source.Cancel();
        else if (left < LongestTimer)
            _source.CancelAfter(left.Value);
    }

    /// <summary>Is canceled when the run is to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>Why the run is to end; null where it goes on.</summary>
    public StopReason? Reached => _caller.IsCancellationRequested ? StopReason.Canceled
        : _source.IsCancellationRequested || _clock.Elapsed >= _limit ? StopReason.TimeLimit
        : null;

    public void Dispose() => _source.Dispose();
}
