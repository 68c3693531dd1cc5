namespace DeepQ.Learning.Networks.Layers;

/// <summary>
/// The units of a hidden layer, or the channels of a convolution, with the layers that compute and read them.
/// </summary>
/// <param name="layer">The layer that computes them, before it is normalized and activated.</param>
/// <param name="norm">The layer that normalizes them; null for none.</param>
/// <param name="activity">The activity of each.</param>
internal sealed class HiddenUnits(NetworkLayer layer, NetworkLayer? norm, float[] activity)
{
    // Prevents a division by zero in a layer without activity.
    private const double Least = 1e-9;

    private readonly List<NetworkLayer> _readers = [];

    /// <summary>The number of units.</summary>
    public int Count => Activity.Length;

    /// <summary>mean|h| of each unit over the states of a batch and the positions of an image.</summary>
    public float[] Activity { get; } = activity;

    /// <summary>The layers that read the units.</summary>
    public IReadOnlyList<NetworkLayer> Readers => _readers;

    /// <summary>The parameters with a part for each unit: weights in rows, biases, noise, gains.</summary>
    public IEnumerable<Parameter> Incoming => norm is null ? layer.parameters() : [.. layer.parameters(), .. norm.parameters()];

    /// <summary>
    /// Returns the nearly inactive units: those with sᵢ = mean|hᵢ| / (mean over the layer of mean|h| + 10⁻⁹) at most τ.
    /// </summary>
    /// <param name="threshold">The threshold τ.</param>
    public IEnumerable<int> Dormant(double threshold)
    {
        double mean = Activity.Average() + Least;
        return Enumerable.Range(0, Count).Where(unit => Activity[unit] / mean <= threshold);
    }

    /// <summary>Adds a layer that reads the units.</summary>
    public void ReadBy(NetworkLayer reader) => _readers.Add(reader);
}
