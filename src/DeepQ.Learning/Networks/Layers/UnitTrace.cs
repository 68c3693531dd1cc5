using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>Records the hidden units of layers while a batch runs through them. Use it without gradients.</summary>
internal sealed class UnitTrace
{
    private readonly List<HiddenUnits> _units = [];
    private HiddenUnits? _source;
    private NetworkLayer? _layer;
    private NetworkLayer? _norm;

    /// <summary>The hidden units, first layer first.</summary>
    public IReadOnlyList<HiddenUnits> Units => _units;

    /// <summary>Records that a layer with weights has read what came before it.</summary>
    /// <returns>The outputs.</returns>
    public Tensor Computed(NetworkLayer layer, Tensor outputs)
    {
        _source?.ReadBy(layer);
        (_source, _layer, _norm) = (null, layer, null);
        return outputs;
    }

    /// <summary>Records that the outputs of the latest layer are normalized.</summary>
    public Tensor Normalized(NetworkLayer norm, Tensor outputs)
    {
        _norm = norm;
        return outputs;
    }

    /// <summary>Records the activations of the latest layer: (batch, units), or images.</summary>
    public Tensor Activated(Tensor units)
    {
        if (_layer is null)
            return units;
        long[] others = [.. Enumerable.Range(0, (int)units.dim()).Where(axis => axis != 1)];
        _source = new HiddenUnits(_layer, _norm, LayerWeights.Values(units.abs().mean(others)));
        _units.Add(_source);
        (_layer, _norm) = (null, null);
        return units;
    }

    /// <summary>Runs parallel layers with the same input.</summary>
    public void Branch(Tensor input, params ReadOnlySpan<NetworkLayer> branches)
    {
        HiddenUnits? source = _source;
        foreach (NetworkLayer branch in branches)
        {
            _source = source;
            branch.Trace(this, input);
        }
    }
}
