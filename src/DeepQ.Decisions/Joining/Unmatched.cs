using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Joining;

/// <summary>An event that came before the decision that it names.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="Event">A reward or an activation.</param>
/// <param name="Time">When it came, in the time of the log.</param>
internal sealed record Unmatched(Guid DecisionId, DecisionEvent Event, long Time);
