namespace DeepQ.Onnx.Policies;

/// <summary>
/// The mean of quantiles at fixed fractions: the features are multiplied by the factors of each fraction, go through a
/// head, and the values that it gives are averaged over the fractions.
/// </summary>
/// <param name="Factors">The factor of each feature at each fraction, shape [fractions, features], row-major.</param>
/// <param name="Fractions">The number of fractions.</param>
/// <param name="Head">The layers that give one value an action from the features at a fraction.</param>
/// <remarks>
/// Dabney et al.: Implicit Quantile Networks for Distributional Reinforcement Learning (2018),
/// https://arxiv.org/abs/1806.06923.
/// </remarks>
public sealed record QuantileMeanLayer(
    ReadOnlyMemory<float> Factors, int Fractions, IReadOnlyList<PolicyLayer> Head) : PolicyLayer;
