namespace DeepQ.Decisions.Joining;

/// <summary>
/// The time in a log whose events come from clocks that are sometimes set back. It never goes back; after a step back,
/// it continues from where it was.
/// </summary>
internal struct LogClock
{
    // Events of several threads are out of order by less; a larger step means that the clock was set.
    private static readonly long Tolerance = TimeSpan.FromMinutes(1).Ticks;

    private long _offset;

    /// <summary>The time of the last event, in ticks.</summary>
    public long Now { get; private set; }

    /// <summary>Advances to the time of the next event.</summary>
    public void Advance(DateTimeOffset time)
    {
        if (Of(time) < Now - Tolerance)
            _offset = Now - time.UtcTicks;
        Now = Math.Max(Now, Of(time));
    }

    /// <summary>Converts a time of the clock that wrote the last event to the time of the log.</summary>
    public readonly long Of(DateTimeOffset time) => time.UtcTicks + _offset;
}
