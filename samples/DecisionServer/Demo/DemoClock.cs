namespace DecisionServer.Demo;

/// <summary>A clock that is set while the past is replayed, and runs with the system clock afterwards.</summary>
internal sealed class DemoClock : TimeProvider
{
    private readonly Lock _setting = new();
    private DateTimeOffset? _set;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_setting)
            return _set ?? System.GetUtcNow();
    }

    /// <summary>Sets the clock; null lets it run.</summary>
    public void Set(DateTimeOffset? time)
    {
        lock (_setting)
            _set = time;
    }
}
