namespace DeepQ.Decisions.Promotion;

/// <summary>Whether a canary continues.</summary>
/// <param name="StepsBack">Whether the canary ends, so that the policy in use decides its share of the episodes again.</param>
/// <param name="Reason">The reason, a sentence with the numbers.</param>
public sealed record CanaryVerdict(bool StepsBack, string Reason);
