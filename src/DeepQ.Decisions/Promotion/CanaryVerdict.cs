namespace DeepQ.Decisions.Promotion;

/// <summary>Whether a canary goes on.</summary>
/// <param name="StepsBack">Whether the policy in use takes its share of the episodes back.</param>
/// <param name="Reason">Why, in a sentence with the numbers.</param>
public sealed record CanaryVerdict(bool StepsBack, string Reason);
