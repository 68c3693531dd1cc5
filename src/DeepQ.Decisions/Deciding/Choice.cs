namespace DeepQ.Decisions.Deciding;

/// <summary>An action and who chose it.</summary>
/// <param name="Action">The action.</param>
/// <param name="Probability">Its probability; null where it is unknown.</param>
/// <param name="Distribution">The probabilities of all actions; null where they are unknown.</param>
/// <param name="Version">The version of the policy, the baseline or the caller.</param>
internal readonly record struct Choice(int Action, double? Probability, double[]? Distribution, string Version);
