namespace DeepQ.Learning.Losses;

/// <summary>The losses of a transition's errors.</summary>
/// <param name="Error">The loss of a TD error.</param>
/// <param name="QuantileThreshold">The error at which the quantile Huber loss changes from quadratic to linear.</param>
internal readonly record struct LossSettings(LossFunction Error, float QuantileThreshold);
