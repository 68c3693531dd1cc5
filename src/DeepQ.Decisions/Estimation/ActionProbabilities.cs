using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Estimation;

/// <summary>
/// Computes the probabilities with which a policy would have chosen each action of a logged decision.
/// </summary>
/// <param name="decision">The decision.</param>
/// <param name="probabilities">Receives one probability per action.</param>
public delegate void ActionProbabilities(Decision decision, Span<double> probabilities);
