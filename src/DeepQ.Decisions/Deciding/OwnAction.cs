namespace DeepQ.Decisions.Deciding;

/// <summary>An action that the caller chose.</summary>
/// <param name="Action">The action, from 0.</param>
/// <param name="Probability">
/// The probability with which the caller chose it, above 0 and at most 1; null if unknown. It is 1 for a deterministic
/// rule.
/// </param>
public readonly record struct OwnAction(int Action, double? Probability = null);
