using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// Shifts and scales each value of an observation by constants. See <see cref="ObservationScaling"/>.
/// </summary>
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

    /// <summary>Transforms some positions of an observation.</summary>
    internal Tensor Forward(Tensor values, Tensor places) =>
        (values - offset.index_select(0, places)) * factor.index_select(0, places);

    /// <summary>The positions where zero does not stay zero.</summary>
    internal IEnumerable<int> MovedZeros()
    {
        float[] moved = LayerWeights.Values(offset * factor);
        return Enumerable.Range(0, moved.Length).Where(place => moved[place] != 0);
    }

    /// <summary>
    /// Replaces the constants and, on request, adapts the layers that follow so that their results stay the same.
    /// </summary>
    /// <param name="scaling">The new constants, as many as before.</param>
    /// <param name="takeInputsAs">See <see cref="NetworkLayer.TakeInputsAs"/>; null to let values change.</param>
    /// <param name="still">
    /// The values that were always equal to their offset. For these, weights stay as initialized and read the newly
    /// scaled value.
    /// </param>
    /// <returns>Whether the layers that follow could be adapted.</returns>
    public bool Replace(ObservationScaling scaling, Func<Tensor, Tensor, bool>? takeInputsAs, bool[]? still = null)
    {
        using DisposeScope scope = NewDisposeScope();
        Tensor newOffset = tensor(scaling.Offset.ToArray(), offset.shape, device: offset.device);
        Tensor newFactor = tensor(scaling.Factor.ToArray(), factor.shape, device: factor.device);
        Tensor after = Exact(newFactor);
        Tensor before = still is null ? Exact(factor) : where(tensor(still, device: factor.device), after, Exact(factor));
        if (takeInputsAs is not null && !takeInputsAs(before / after, (Exact(newOffset) - Exact(offset)) * before))
        {
            return false;
        }

        offset.copy_(newOffset);
        factor.copy_(newFactor);
        return true;

        static Tensor Exact(Tensor values) => values.to(ScalarType.Float64).flatten();
    }

    public override IReadOnlyList<PolicyLayer> ToLayers() => Scaling is { IsIdentity: false } scaling
        ? [new ScalingLayer(scaling.Offset.ToArray(), scaling.Factor.ToArray())]
        : [];
}
