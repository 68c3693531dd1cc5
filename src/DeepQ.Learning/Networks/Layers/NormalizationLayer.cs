using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// Layer normalization: y = (x − mean(x)) / √(var(x) + ε) ∘ g + b over the values of a row, with ε = 10⁻⁵. The gains g
/// start at one and the biases b at zero.
/// </summary>
/// <remarks>Ba, Kiros, Hinton: Layer Normalization (2016), https://arxiv.org/abs/1607.06450.</remarks>
public sealed class NormalizationLayer : NetworkLayer
{
    /// <summary>ε.</summary>
    internal const double Epsilon = 1e-5;

    private readonly Parameter gain;
    private readonly Parameter bias;

    /// <summary>Creates a layer.</summary>
    /// <param name="size">The number of values of a row.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public NormalizationLayer(int size)
        : base(nameof(NormalizationLayer))
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(size);
        gain = new Parameter(ones(size));
        bias = new Parameter(zeros(size));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) =>
        nn.functional.layer_norm(input, gain.shape, gain, bias, Epsilon);

    internal override Tensor Trace(UnitTrace trace, Tensor input) => trace.Normalized(this, forward(input));

    /// <inheritdoc/>
    public override IReadOnlyList<PolicyLayer> ToLayers() =>
        [new LayerNormLayer(LayerWeights.Values(gain), LayerWeights.Values(bias), (float)Epsilon)];

    internal override IEnumerable<Parameter> ExportedWeights => [gain, bias];
}
