using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// Divides each value of an observation of bytes by its upper bound: pixels of [0, 255] by 255, flags of [0, 1] by
/// one.
/// </summary>
internal sealed class ScaleLayer : NetworkLayer
{
    // A tensor: a plain number would be wrapped anew, and freed by the collector, at each call.
    private readonly Tensor factor;

    /// <param name="observations">The observations, of bytes.</param>
    public ScaleLayer(BoxSpace observations)
        : base(nameof(ScaleLayer))
    {
        float[] factors = [.. observations.High.Select(Factor)];
        bool isOne = factors.AsSpan().IndexOfAnyExcept(factors[0]) < 0;
        factor = isOne ? tensor(factors[..1]) : tensor(factors, [.. observations.Shape.Select(axis => (long)axis)]);
        RegisterComponents();
    }

    /// <summary>What values are multiplied by: one factor for all, or one for each position.</summary>
    public float[] Factors => LayerWeights.Values(factor);

    public override Tensor forward(Tensor input) => input * factor;

    public override IReadOnlyList<PolicyLayer> ToLayers() => [new ScalingLayer(new float[] { 0 }, Factors)];

    // A byte is never above 255, whatever the bound is.
    private static float Factor(float high) => high > 0 ? 1 / Math.Min(high, byte.MaxValue) : 1;
}
