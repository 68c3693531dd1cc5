namespace DecisionServer.Summaries;

/// <summary>The mean reward of a decision.</summary>
/// <param name="Value">The mean.</param>
/// <param name="Lower">The lower end of its 95% interval; null if there are too few episodes.</param>
/// <param name="Upper">The upper end of the interval.</param>
internal sealed record MeanReward(double Value, double? Lower, double? Upper);
