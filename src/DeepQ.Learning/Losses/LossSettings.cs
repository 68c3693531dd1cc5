namespace DeepQ.Learning.Losses;

/// <summary>What errors of a transition cost.</summary>
/// <param name="Error">The loss of a TD error.</param>
/// <param name="QuantileThreshold">Where the quantile Huber loss turns from a square into a line.</param>
internal readonly record struct LossSettings(LossFunction Error, float QuantileThreshold);
