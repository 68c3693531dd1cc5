namespace DeepQ.Onnx.Policies;

/// <summary>
/// Layer normalization of a row of values: y = (x − mean(x)) / √(var(x) + ε) · scale + bias, with the variance divided
/// by n, not n − 1.
/// </summary>
/// <param name="Scale">The factor of each value, shape [n].</param>
/// <param name="Bias">What is added to each value, shape [n].</param>
/// <param name="Epsilon">ε, above zero; 1e-5 is usual.</param>
/// <remarks>Ba, Kiros, Hinton: Layer Normalization (2016), https://arxiv.org/abs/1607.06450.</remarks>
public sealed record LayerNormLayer(ReadOnlyMemory<float> Scale, ReadOnlyMemory<float> Bias, float Epsilon = 1e-5f)
    : PolicyLayer;
