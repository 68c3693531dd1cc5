namespace DeepQ.Decisions.Tests.Deciding;

/// <summary>A clock that is set.</summary>
internal sealed class SetTime : TimeProvider
{
    private long _timestamp;

    public DateTimeOffset Now { get; set; } = LogBuilder.Start;

    /// <summary>What two looks at the timestamp lie apart.</summary>
    public TimeSpan Step { get; set; }

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => Now;

    public override long GetTimestamp() => _timestamp += Step.Ticks;
}
