namespace DeepQ.Onnx.Policies;

/// <summary>The means of quantiles, of which each action has as many, one after the other.</summary>
/// <param name="Quantiles">The number of quantiles of an action; actions × quantiles values come in.</param>
/// <remarks>
/// Dabney et al.: Distributional Reinforcement Learning with Quantile Regression (2018),
/// https://arxiv.org/abs/1710.10044.
/// </remarks>
public sealed record QuantileLayer(int Quantiles) : PolicyLayer;
