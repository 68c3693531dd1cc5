using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// Divides each value of a byte observation by its upper bound: pixels of [0, 255] by 255, flags of [0, 1] by one.
/// </summary>
internal sealed class ScaleLayer : NetworkLayer
{
    // A tensor, because a plain number would be wrapped at each call and freed by the collector.
    private readonly Tensor factor;

    /// <param name="observations">The observations, as bytes.</param>
    public ScaleLayer(BoxSpace observations)
        : base(nameof(ScaleLayer))
    {
        float[] factors = [.. observations.High.Select(Factor)];
        bool isOne = factors.AsSpan().IndexOfAnyExcept(factors[0]) < 0;
        factor = isOne ? tensor(factors[..1]) : tensor(factors, [.. observations.Shape.Select(axis => (long)axis)]);
        RegisterComponents();
    }

    /// <summary>The factors of values: one for all, or one for each position.</summary>
    public float[] Factors => LayerWeights.Values(factor);

    public override Tensor forward(Tensor input) => input * factor;

    public override IReadOnlyList<PolicyLayer> ToLayers() => [new ScalingLayer(new float[] { 0 }, Factors)];

    // A byte is never above 255, whatever the bound.
    private static float Factor(float high) => high > 0 ? 1 / Math.Min(high, byte.MaxValue) : 1;
}
