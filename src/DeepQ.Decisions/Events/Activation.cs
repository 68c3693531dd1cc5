namespace DeepQ.Decisions.Events;

/// <summary>The notice that a decision which waited for it was carried out.</summary>
/// <param name="DecisionId">The decision.</param>
public sealed record Activation(Guid DecisionId) : DecisionEvent;
