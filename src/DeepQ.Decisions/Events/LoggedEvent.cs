namespace DeepQ.Decisions.Events;

/// <summary>An event with its sequence number in the log.</summary>
/// <param name="Sequence">The number, ascending in the order of the log from 1, possibly with gaps.</param>
/// <param name="Event">The event.</param>
public readonly record struct LoggedEvent(long Sequence, DecisionEvent Event);
