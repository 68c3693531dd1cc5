namespace DeepQ.Decisions.Events;

/// <summary>The event that a decision that waited for activation was carried out.</summary>
/// <param name="DecisionId">The decision.</param>
public sealed record Activation(Guid DecisionId) : DecisionEvent;
