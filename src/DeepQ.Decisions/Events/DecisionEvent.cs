namespace DeepQ.Decisions.Events;

/// <summary>An event of the log.</summary>
public abstract record DecisionEvent
{
    /// <summary>The time of the event, by the clock of the process that logged it.</summary>
    public required DateTimeOffset Time { get; init; }
}
