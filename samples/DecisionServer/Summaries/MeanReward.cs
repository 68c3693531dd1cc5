namespace DecisionServer.Summaries;

/// <summary>A mean reward of a decision.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Lower">The lower end of its 95% interval; null where there are too few episodes for one.</param>
/// <param name="Upper">The upper end of it.</param>
internal sealed record MeanReward(double Value, double? Lower, double? Upper);
