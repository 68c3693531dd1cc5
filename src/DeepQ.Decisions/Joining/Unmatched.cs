using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Joining;

/// <summary>An event that arrived before its decision.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="Event">A reward or an activation.</param>
/// <param name="Time">The time of its arrival, in the time of the log.</param>
internal sealed record Unmatched(Guid DecisionId, DecisionEvent Event, long Time);
