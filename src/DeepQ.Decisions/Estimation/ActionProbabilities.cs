using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Estimation;

/// <summary>Gives the probabilities with which a policy would have chosen at a logged decision.</summary>
/// <param name="decision">The decision.</param>
/// <param name="probabilities">Receives a probability for each action.</param>
public delegate void ActionProbabilities(Decision decision, Span<double> probabilities);
