namespace DeepQ.Decisions.Events;

/// <summary>Something that happened, as the log keeps it.</summary>
public abstract record DecisionEvent
{
    /// <summary>When it happened, by the clock of the process that logged it.</summary>
    public required DateTimeOffset Time { get; init; }
}
