namespace DecisionServer.Demo;

/// <summary>A clock that is set while the past is played, and that of the system from then on.</summary>
internal sealed class DemoClock : TimeProvider
{
    private readonly Lock _setting = new();
    private DateTimeOffset? _set;

    public override DateTimeOffset GetUtcNow()
    {
        lock (_setting)
            return _set ?? System.GetUtcNow();
    }

    /// <summary>Sets the clock; null lets it go.</summary>
    public void Set(DateTimeOffset? time)
    {
        lock (_setting)
            _set = time;
    }
}
