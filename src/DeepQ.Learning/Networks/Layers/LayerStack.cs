using DeepQ.Learning.States;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>Layers in sequence; without layers, the output is the input.</summary>
internal sealed class LayerStack : NetworkLayer
{
    private readonly ModuleList<NetworkLayer> layers;

    public LayerStack(IEnumerable<NetworkLayer> layers)
        : base(nameof(LayerStack))
    {
        this.layers = new ModuleList<NetworkLayer>([.. layers]);
        RegisterComponents();
    }

    public override Tensor forward(Tensor input)
    {
        Tensor values = input;
        foreach (NetworkLayer layer in layers)
            values = layer.forward(values);
        return values;
    }

    internal override Tensor Trace(UnitTrace trace, Tensor input)
    {
        Tensor values = input;
        foreach (NetworkLayer layer in layers)
            values = layer.Trace(trace, values);
        return values;
    }

    /// <summary>
    /// Computes the output for sparse states, of which a first fully connected layer needs only the values that are
    /// nonzero in some state; null if another layer comes first.
    /// </summary>
    internal Tensor? ForwardSparse(StateBatch states)
    {
        NetworkLayer[] all = [.. layers];
        ObservationScalingLayer? scaling = all.FirstOrDefault() as ObservationScalingLayer;
        int first = scaling is null ? 0 : 1;
        if (first == all.Length || all[first] is not DenseLayer dense)
            return null;

        CompactStates compact = new(states, scaling?.MovedZeros() ?? []);
        Device device = dense.Weight.device;
        Tensor places = tensor(compact.Places).to(device);
        Tensor values = tensor(compact.Values, [compact.Count, compact.Places.Length]).to(device);
        if (scaling is not null)
            values = scaling.Forward(values, places);
        values = nn.functional.linear(values, dense.Weight.index_select(1, places), dense.Bias);
        foreach (NetworkLayer layer in all[(first + 1)..])
            values = layer.forward(values);
        return values;
    }

    public override void ResampleNoise(Random random)
    {
        foreach (NetworkLayer layer in layers)
            layer.ResampleNoise(random);
    }

    public override IReadOnlyList<PolicyLayer> ToLayers() => [.. layers.SelectMany(layer => layer.ToLayers())];

    internal override void DivideOutputs(double divisor) => layers[^1].DivideOutputs(divisor);

    internal override void MapOutputs(Tensor map, Tensor shift) => layers[^1].MapOutputs(map, shift);

    internal override bool TakeInputsAs(Tensor factor, Tensor shift) => layers.Any(layer => layer.TakeInputsAs(factor, shift));

    internal override IEnumerable<Parameter> ExportedWeights => layers.SelectMany(layer => layer.ExportedWeights);
}
