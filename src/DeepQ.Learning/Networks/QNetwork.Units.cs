using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.States;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks;

public abstract partial class QNetwork
{
    private NetworkLayer[]? _spectral;

    /// <summary>
    /// The share of hidden units that are dormant in a batch of states: hᵢ hardly differs from zero beside the others of its layer,
    /// mean|hᵢ| / mean over the layer of mean|h| ≤ τ. A convolution has a unit a channel, whose mean is over its places too.
    /// </summary>
    /// <remarks>
    /// Sokar, Agarwal, Castro, Evci: The Dormant Neuron Phenomenon in Deep Reinforcement Learning (2023),
    /// https://arxiv.org/abs/2302.12902, definition 3.1. Noise of the weights is left out. With a τ of 0 only those count that are
    /// zero in each of the states, as rectified units are that no state turns on.
    /// </remarks>
    /// <param name="states">The states: B × <see cref="ObservationSize"/> values, row-major.</param>
    /// <param name="threshold">The threshold τ, not negative.</param>
    /// <returns>The share, from 0 to 1; null where there are no hidden units, or in a module of one's own, where they are not known.</returns>
    /// <exception cref="ArgumentException">The number of values is none of whole states.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The threshold is negative, or not a number.</exception>
    public double? ShareOfDormantUnits(ReadOnlySpan<float> states, double threshold = 0.025)
    {
        if (!(threshold >= 0))
            throw new ArgumentOutOfRangeException(nameof(threshold), threshold, "The threshold must not be negative.");
        if (states.IsEmpty || states.Length % ObservationSize != 0)
            throw new ArgumentException($"A state has {ObservationSize} values; {states.Length} were given.", nameof(states));
        return ShareOfDormant(FindUnits(states), threshold);
    }

    /// <summary>The share of units that are dormant; null where there are none.</summary>
    internal static double? ShareOfDormant(IReadOnlyList<HiddenUnits> units, double threshold)
    {
        int count = units.Sum(layer => layer.Count);
        return count == 0 ? null : (double)units.Sum(layer => layer.Dormant(threshold).Count()) / count;
    }

    /// <summary>The hidden units, with how active each is in some states; empty where they are not known.</summary>
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

    /// <summary>A network of the same architecture with weights drawn from a generator; null where it is not known how.</summary>
    internal virtual QNetwork? Fresh(Random random) => null;

    /// <summary>The layers that compute with W / σ(W), in their order.</summary>
    internal IReadOnlyList<NetworkLayer> SpectralLayers =>
        _spectral ??= [.. modules().OfType<NetworkLayer>().Where(layer => layer.Direction is not null)];

    /// <summary>Follows weights that have moved a little; see <see cref="SpectralNormalization"/>.</summary>
    internal void FollowNorms()
    {
        foreach (NetworkLayer layer in SpectralLayers)
            layer.FollowNorm();
    }

    /// <summary>Follows weights that were drawn, or came from elsewhere.</summary>
    internal void SettleNorms()
    {
        foreach (NetworkLayer layer in SpectralLayers)
            SpectralNorm.Settle(layer.Weights!, layer.Direction!);
    }

    /// <summary>The weights of the head, which values actions by the features of a state; empty where they are not known.</summary>
    internal virtual IEnumerable<Parameter> HeadParameters => [];

    /// <summary>Runs the layers on a batch of states for what they show of their units.</summary>
    private protected virtual void Trace(UnitTrace trace, Tensor states)
    {
    }

    /// <summary>The same of a network in this one.</summary>
    private protected static void Trace(QNetwork network, UnitTrace trace, Tensor states) => network.Trace(trace, states);
}
