using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using static TorchSharp.torch;

namespace DeepQ.Learning.Renewal;

/// <summary>Changes some weights of a network and records which.</summary>
/// <param name="network">The network.</param>
/// <param name="fresh">A network of the same architecture, with the new weights.</param>
internal sealed class WeightEditor(QNetwork network, QNetwork fresh)
{
    private readonly Parameter[] _parameters = [.. network.parameters()];
    private readonly Parameter[] _fresh = [.. fresh.parameters()];
    private readonly SortedDictionary<int, (float[] Values, SortedSet<int> Places)> _changed = [];

    /// <summary>Copies weights of the fresh network.</summary>
    public void Draw(Parameter parameter, IEnumerable<int> places) => Change(parameter, places, isDrawn: true);

    /// <summary>Sets weights to zero.</summary>
    public void Clear(Parameter parameter, IEnumerable<int> places) => Change(parameter, places, isDrawn: false);

    /// <summary>Writes the weights to the network.</summary>
    /// <returns>The weights that changed.</returns>
    public IReadOnlyList<DrawnWeights> Finish()
    {
        using IDisposable frozen = no_grad();
        foreach ((int number, (float[] values, _)) in _changed)
        {
            using Tensor source = tensor(values, _parameters[number].shape);
            _parameters[number].copy_(source);
        }

        network.SettleNorms();
        return [.. _changed.Select(one => new DrawnWeights(one.Key, [.. one.Value.Places]))];
    }

    private void Change(Parameter parameter, IEnumerable<int> places, bool isDrawn)
    {
        int[] all = [.. places];
        if (all.Length == 0)
            return;
        int number = Array.FindIndex(_parameters, one => ReferenceEquals(one, parameter));
        if (!_changed.TryGetValue(number, out (float[] Values, SortedSet<int> Places) change))
            _changed[number] = change = (LayerWeights.Values(parameter), []);
        float[] drawn = isDrawn ? LayerWeights.Values(_fresh[number]) : [];
        foreach (int place in all)
            change.Values[place] = isDrawn ? drawn[place] : 0;
        change.Places.UnionWith(all);
    }
}
