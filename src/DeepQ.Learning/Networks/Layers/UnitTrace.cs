using static TorchSharp.torch;

namespace DeepQ.Learning.Networks.Layers;

/// <summary>Finds the hidden units of layers while a batch runs through them. Call it without gradients.</summary>
internal sealed class UnitTrace
{
    private readonly List<HiddenUnits> _units = [];
    private HiddenUnits? _source;
    private NetworkLayer? _layer;
    private NetworkLayer? _norm;

    /// <summary>The hidden units, first layer first.</summary>
    public IReadOnlyList<HiddenUnits> Units => _units;

    /// <summary>Notes that a layer with weights has read what came before it.</summary>
    /// <returns>What it computed.</returns>
    public Tensor Computed(NetworkLayer layer, Tensor outputs)
    {
        _source?.ReadBy(layer);
        (_source, _layer, _norm) = (null, layer, null);
        return outputs;
    }

    /// <summary>Notes that what the latest layer computed is normalized.</summary>
    public Tensor Normalized(NetworkLayer norm, Tensor outputs)
    {
        _norm = norm;
        return outputs;
    }

    /// <summary>Notes that what the latest layer computed went through its activation: (batch, units), or images.</summary>
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

    /// <summary>Runs layers that stand side by side, and read the same.</summary>
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
