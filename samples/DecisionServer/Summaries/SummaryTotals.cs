namespace DecisionServer.Summaries;

/// <summary>The totals of the window.</summary>
/// <param name="Decisions">The number of decisions.</param>
/// <param name="Joined">The number of decisions that are joined with their rewards, or with the default one.</param>
/// <param name="Rewarded">The number of joined decisions with a reward.</param>
/// <param name="Reward">The mean reward of the joined ones; null for none.</param>
/// <param name="Explored">The share of the drawn decisions in which another action than the likeliest was drawn; null for none.</param>
/// <param name="Agreed">The share of the decisions in apprentice mode in which the policy would have done the same; null for none.</param>
internal sealed record SummaryTotals(
    long Decisions, long Joined, long Rewarded, MeanReward? Reward, double? Explored, double? Agreed);
