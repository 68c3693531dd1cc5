namespace DeepQ.Decisions.Promotion;

/// <summary>Whether a candidate is promoted.</summary>
/// <param name="IsPromoted">Whether it is.</param>
/// <param name="Reason">Why, in a sentence with the numbers.</param>
public sealed record PromotionVerdict(bool IsPromoted, string Reason);
