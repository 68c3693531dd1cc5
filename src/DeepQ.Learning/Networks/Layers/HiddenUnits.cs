namespace DeepQ.Learning.Networks.Layers;

/// <summary>The units of a hidden layer, or the channels of a convolution: what computes them, and what reads them.</summary>
/// <param name="layer">The layer that computes them, before it is normalized and activated.</param>
/// <param name="norm">What normalizes them; null for nothing.</param>
/// <param name="activity">How active each is.</param>
internal sealed class HiddenUnits(NetworkLayer layer, NetworkLayer? norm, float[] activity)
{
    // What keeps the activity of a layer that is silent from being divided by zero.
    private const double Least = 1e-9;

    private readonly List<NetworkLayer> _readers = [];

    /// <summary>The number of units.</summary>
    public int Count => Activity.Length;

    /// <summary>mean|h| of each unit over the states of a batch, and the places of an image.</summary>
    public float[] Activity { get; } = activity;

    /// <summary>The layers that read them.</summary>
    public IReadOnlyList<NetworkLayer> Readers => _readers;

    /// <summary>The parameters with a part for each unit: weights in rows, biases, noise, gains.</summary>
    public IEnumerable<Parameter> Incoming => norm is null ? layer.parameters() : [.. layer.parameters(), .. norm.parameters()];

    /// <summary>
    /// The units that hardly do anything: sᵢ = mean|hᵢ| / (mean over the layer of mean|h| + 10⁻⁹) is at most τ.
    /// </summary>
    /// <param name="threshold">The threshold τ.</param>
    public IEnumerable<int> Dormant(double threshold)
    {
        double mean = Activity.Average() + Least;
        return Enumerable.Range(0, Count).Where(unit => Activity[unit] / mean <= threshold);
    }

    /// <summary>Notes a layer that reads them.</summary>
    public void ReadBy(NetworkLayer reader) => _readers.Add(reader);
}
