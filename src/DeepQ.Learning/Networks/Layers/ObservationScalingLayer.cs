using DeepQ.Onnx;
using static TorchSharp.torch;

namespace DeepQ.Learning;

/// <summary>Shifts and scales each value of an observation by fixed numbers. See <see cref="ObservationScaling"/>.</summary>
internal sealed class ObservationScalingLayer : NetworkLayer
{
    private readonly Tensor offset;
    private readonly Tensor factor;

    public ObservationScalingLayer(ObservationScaling scaling, IReadOnlyList<int> shape)
        : base(nameof(ObservationScalingLayer))
    {
        long[] axes = [.. shape.Select(axis => (long)axis)];
        offset = tensor(scaling.Offset.ToArray(), axes);
        factor = tensor(scaling.Factor.ToArray(), axes);
        RegisterComponents();
    }

    public ObservationScaling Scaling => new(LayerWeights.Values(offset), LayerWeights.Values(factor));

    public override Tensor forward(Tensor input) => (input - offset) * factor;

    public override IReadOnlyList<PolicyLayer> ToLayers() =>
        [new ScalingLayer(LayerWeights.Values(offset), LayerWeights.Values(factor))];
}
