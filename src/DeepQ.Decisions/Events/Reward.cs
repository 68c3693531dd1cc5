namespace DeepQ.Decisions.Events;

/// <summary>A reward of a decision, or a part of one.</summary>
/// <param name="DecisionId">The decision.</param>
/// <param name="Value">The value, finite.</param>
/// <param name="Key">The name of the part; parts of one decision with the same key count once.</param>
public sealed record Reward(Guid DecisionId, double Value, string Key = "") : DecisionEvent;
