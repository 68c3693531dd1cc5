namespace DeepQ.Decisions.Deciding;

/// <summary>An action that the caller chose.</summary>
/// <param name="Action">The action, from 0.</param>
/// <param name="Probability">
/// The probability that the caller chose it with, above 0 and at most 1; null where it is unknown. A rule that draws nothing
/// has 1.
/// </param>
public readonly record struct OwnAction(int Action, double? Probability = null);
