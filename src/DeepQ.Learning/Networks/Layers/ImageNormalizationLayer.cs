using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// Layer normalization of images of shape (batch, channel, height, width), either of each position over its channels or
/// of each image over all its values. The gains start at one and the biases at zero.
/// </summary>
/// <remarks>
/// Ba, Kiros, Hinton: Layer Normalization (2016), https://arxiv.org/abs/1607.06450; implementations of the following use both conventions. Gallici et al.:
/// Simplifying Deep Temporal Difference Learning (2024), https://arxiv.org/abs/2407.04811.
/// </remarks>
public sealed class ImageNormalizationLayer : NetworkLayer
{
    private static readonly long[] ChannelsLast = [0, 2, 3, 1];
    private static readonly long[] ChannelsFirst = [0, 3, 1, 2];

    private readonly Parameter gain;
    private readonly Parameter bias;

    /// <summary>Creates a layer.</summary>
    /// <param name="shape">The normalized shape: the channels, or the channels, the height and the width.</param>
    /// <exception cref="ArgumentException">The shape has neither one nor three axes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">An axis is not positive.</exception>
    public ImageNormalizationLayer(params IReadOnlyList<int> shape)
        : base(nameof(ImageNormalizationLayer))
    {
        ArgumentNullException.ThrowIfNull(shape);
        if (shape.Count is not (1 or 3))
            throw new ArgumentException($"The shape has {shape.Count} axes: channels, or channels, height and width.", nameof(shape));
        foreach (int length in shape)
            ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length, nameof(shape));
        long[] axes = [.. shape.Select(length => (long)length)];
        gain = new Parameter(ones(axes));
        bias = new Parameter(zeros(axes));
        RegisterComponents();
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => gain.shape.Length == 1
        ? nn.functional.layer_norm(input.permute(ChannelsLast), gain.shape, gain, bias, NormalizationLayer.Epsilon)
            .permute(ChannelsFirst)
        : nn.functional.layer_norm(input, gain.shape, gain, bias, NormalizationLayer.Epsilon);

    internal override Tensor Trace(UnitTrace trace, Tensor input) => trace.Normalized(this, forward(input));

    /// <inheritdoc/>
    public override IReadOnlyList<PolicyLayer> ToLayers() =>
    [
        new ImageNormLayer(
            LayerWeights.Values(gain), LayerWeights.Values(bias), gain.shape.Length == 1, (float)NormalizationLayer.Epsilon),
    ];

    internal override IEnumerable<Parameter> ExportedWeights => [gain, bias];
}
