using DeepQ.Onnx;
using static TorchSharp.torch;

namespace DeepQ.Learning;

/// <summary>Layers one after the other; with none of them, what goes in comes out.</summary>
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
