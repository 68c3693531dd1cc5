using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.States;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks;

public abstract partial class QNetwork
{
    private NetworkLayer[]? _spectral;

    /// <summary>
    /// Computes the share of hidden units that are dormant in a batch of states: hᵢ is close to zero relative to the
    /// others of its layer, mean|hᵢ| / mean over the layer of mean|h| ≤ τ. A convolution has one unit per channel,
    /// averaged over its positions.
    /// </summary>
    /// <remarks>
    /// Sokar, Agarwal, Castro, Evci: The Dormant Neuron Phenomenon in Deep Reinforcement Learning (2023),
    /// https://arxiv.org/abs/2302.12902, definition 3.1. The noise of the weights is ignored. With τ = 0 only units
    /// that are zero in every state count, such as rectified units that no state turns on.
    /// </remarks>
    /// <param name="states">The states: B × <see cref="ObservationSize"/> values, row-major.</param>
    /// <param name="threshold">The threshold τ, not negative.</param>
    /// <returns>The share, from 0 to 1; null without hidden units, or in a custom module, whose units are not known.</returns>
    /// <exception cref="ArgumentException">The number of values is not a multiple of the observation size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is negative, or NaN.</exception>
    public double? ShareOfDormantUnits(ReadOnlySpan<float> states, double threshold = 0.025)
    {
        if (!(threshold >= 0))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must not be negative.");
        if (states.IsEmpty || states.Length % ObservationSize != 0)
            throw new ArgumentException($"A state has {ObservationSize} values; {states.Length} were given.", nameof(states));
        return ShareOfDormant(FindUnits(states), threshold);
    }

    /// <summary>Returns the share of dormant units; null if there are no units.</summary>
    internal static double? ShareOfDormant(IReadOnlyList<HiddenUnits> units, double threshold)
    {
        int count = units.Sum(layer => layer.Count);
        return count == 0 ? null : (double)units.Sum(layer => layer.Dormant(threshold).Count()) / count;
    }

    /// <summary>Returns the hidden units with their activity in some states; empty if they are not known.</summary>
    internal IReadOnlyList<HiddenUnits> FindUnits(StateBatch states)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        bool explores = Exploring;
        Exploring = false;
        try
        {
            UnitTrace trace = new();
            Trace(trace, Upload(states));
            return trace.Units;
        }
        finally
        {
            Exploring = explores;
        }
    }

    /// <summary>
    /// Creates a network of the same architecture with weights drawn from a generator; null if that is not possible.
    /// </summary>
    internal virtual QNetwork? Fresh(Random random) => null;

    /// <summary>The layers that compute with W / σ(W), in order.</summary>
    internal IReadOnlyList<NetworkLayer> SpectralLayers =>
        _spectral ??= [.. modules().OfType<NetworkLayer>().Where(layer => layer.Direction is not null)];

    /// <summary>Updates σ(W) after a small change of the weights; see <see cref="SpectralNormalization"/>.</summary>
    internal void FollowNorms()
    {
        foreach (NetworkLayer layer in SpectralLayers)
            layer.FollowNorm();
    }

    /// <summary>Determines σ(W) for new weights.</summary>
    internal void SettleNorms()
    {
        foreach (NetworkLayer layer in SpectralLayers)
            SpectralNorm.Settle(layer.Weights!, layer.Direction!);
    }

    /// <summary>
    /// The weights of the head, which computes values from the features of a state; empty if they are not known.
    /// </summary>
    internal virtual IEnumerable<Parameter> HeadParameters => [];

    /// <summary>Runs the layers on a batch of states and records their units.</summary>
    private protected virtual void Trace(UnitTrace trace, Tensor states)
    {
    }

    /// <summary>Does the same for a network within this one.</summary>
    private protected static void Trace(QNetwork network, UnitTrace trace, Tensor states) => network.Trace(trace, states);
}
