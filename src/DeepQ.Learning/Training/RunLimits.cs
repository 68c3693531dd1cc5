namespace DeepQ.Learning.Training;

/// <summary>The external limits of a run, which can end it at any moment: its caller, and its time.</summary>
internal sealed class RunLimits : IDisposable
{
    // A limit longer than a timer supports is no limit.
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

    /// <summary>Canceled when the run has to end.</summary>
    public CancellationToken Token => _source.Token;

    /// <summary>The reason why the run has to end; null if it continues.</summary>
    public StopReason? Reached => _caller.IsCancellationRequested ? StopReason.Canceled
        : _source.IsCancellationRequested || _clock.Elapsed >= _limit ? StopReason.TimeLimit
        : null;

    public void Dispose() => _source.Dispose();
}
