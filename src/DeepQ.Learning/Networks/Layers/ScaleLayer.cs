using DeepQ.Onnx;
using static TorchSharp.torch;

namespace DeepQ.Learning;

/// <summary>Multiplies each value by a fixed factor.</summary>
internal sealed class ScaleLayer : NetworkLayer
{
    // A tensor of one value: a plain number would be wrapped anew, and freed by the collector, at each call.
    private readonly Tensor factor;

    public ScaleLayer(float factor)
        : base(nameof(ScaleLayer))
    {
        this.factor = tensor(new[] { factor });
        RegisterComponents();
    }

    public override Tensor forward(Tensor input) => input * factor;

    public override IReadOnlyList<PolicyLayer> ToLayers() =>
        [new ScalingLayer(new float[] { 0 }, LayerWeights.Values(factor))];
}
