namespace DeepQ.Decisions.Joining;

/// <summary>
/// The time that passes in a log, whose entries come from clocks that step back now and then. It never goes back; after
/// a step back it goes on from where it was.
/// </summary>
internal struct LogClock
{
    // Entries of several threads are out of order by less; what is more is a clock that was set.
    private static readonly long Tolerance = TimeSpan.FromMinutes(1).Ticks;

    private long _offset;

    /// <summary>The time of the last entry, in ticks.</summary>
    public long Now { get; private set; }

    /// <summary>Goes to the time of the next entry.</summary>
    public void Advance(DateTimeOffset time)
    {
        if (Of(time) < Now - Tolerance)
            _offset = Now - time.UtcTicks;
        Now = Math.Max(Now, Of(time));
    }

    /// <summary>The time of the log at a time of the clock that wrote the last entry.</summary>
    public readonly long Of(DateTimeOffset time) => time.UtcTicks + _offset;
}
