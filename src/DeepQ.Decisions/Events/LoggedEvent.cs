namespace DeepQ.Decisions.Events;

/// <summary>An event with its place in the log.</summary>
/// <param name="Sequence">A number that ascends in the order of the log, from 1; some may be missing.</param>
/// <param name="Event">The event.</param>
public readonly record struct LoggedEvent(long Sequence, DecisionEvent Event);
