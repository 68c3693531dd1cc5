namespace DeepQ.Decisions.Promotion;

/// <summary>Whether a candidate is promoted.</summary>
/// <param name="IsPromoted">Whether it is promoted.</param>
/// <param name="Reason">The reason, a sentence with the numbers.</param>
public sealed record PromotionVerdict(bool IsPromoted, string Reason);
