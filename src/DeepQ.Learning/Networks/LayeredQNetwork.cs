using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.States;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks;

/// <summary>
/// A Q-network of layers according to <see cref="NetworkOptions"/>. If it describes a distribution of returns by
/// probabilities or quantiles, its Q-values are the means.
/// </summary>
public sealed class LayeredQNetwork : QNetwork
{
    private readonly NetworkLayer features;
    private readonly NetworkLayer head;
    private readonly Tensor atoms;
    private readonly BoxSpace _observationSpace;
    private readonly NetworkOptions _options;

    /// <summary>Creates a network with weights drawn from a generator.</summary>
    /// <param name="observationSpace">The observations.</param>
    /// <param name="actionCount">The number of actions.</param>
    /// <param name="options">The architecture.</param>
    /// <param name="random">The generator that the weights are drawn from, first layer first.</param>
    /// <exception cref="ArgumentException">
    /// The architecture does not fit the observations, or has a width of zero.
    /// </exception>
    public LayeredQNetwork(BoxSpace observationSpace, int actionCount, NetworkOptions options, Random random)
        : base(nameof(LayeredQNetwork), SizeOf(observationSpace), actionCount)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        if (options.Distribution.TakesFractions)
        {
            throw new ArgumentException(
                "Implicit quantiles need a network that takes fractions: call options.CreateNetwork.", nameof(options));
        }

        if (options.Distribution.Histogram is { IsOpen: true })
        {
            throw new ArgumentException(
                "Only a trainer, which sees rewards, can choose the returns of a distribution: set its Minimum and " +
                "Maximum.",
                nameof(options));
        }

        _observationSpace = observationSpace;
        _options = options;
        NetworkParts parts = new(options, random);
        (features, int width) = parts.Features(observationSpace);
        head = parts.Head(width, actionCount, ValuesPerAction);
        atoms = tensor(options.Distribution.Support);
        RegisterComponents();
    }

    /// <summary>The architecture.</summary>
    internal NetworkOptions Options => _options;

    /// <summary>The observations.</summary>
    internal BoxSpace ObservationSpace => _observationSpace;

    /// <summary>
    /// The factors by which observations are multiplied first: one for all values, or one for each position.
    /// </summary>
    internal float[] StateFactors => modules().OfType<ScaleLayer>().FirstOrDefault()?.Factors ?? [1];

    internal override bool IsKnown => true;

    internal override bool IsDeterministic => !_options.Noisy;

    internal override ValueDistribution Distribution => _options.Distribution;

    private int ValuesPerAction => _options.Distribution.ValuesPerAction;

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Means(Outputs(input));

    internal override Tensor Forward(StateBatch states) => Means(Outputs(states));

    /// <inheritdoc/>
    public override void ResampleNoise(Random random)
    {
        features.ResampleNoise(random);
        head.ResampleNoise(random);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<PolicyLayer> ToLayers() => Distribution.ToMeans([.. features.ToLayers(), .. head.ToLayers()]);

    internal override IReadOnlyList<PolicyLayer> ToDistributionLayers() =>
        Distribution.ToDistribution([.. features.ToLayers(), .. head.ToLayers()]);

    /// <inheritdoc/>
    public override IEnumerable<Parameter> ExportedWeights =>
        SpectralLayers.Count == 0 ? [.. features.ExportedWeights, .. head.ExportedWeights] : [];

    internal override Tensor Outputs(Tensor states) =>
        head.forward(features.forward(ImageOrRow(states, _observationSpace)));

    internal override Tensor Outputs(StateBatch states) =>
        states.Sparse is not null && ((LayerStack)features).ForwardSparse(states) is { } seen
            ? head.forward(seen)
            : base.Outputs(states);

    internal override LayeredQNetwork InUnits(double unit)
    {
        if (Distribution.Histogram is { } histogram)
            return WithReturns(histogram.InUnits(unit), keepsPlaces: false);
        return Copied((LayeredQNetwork)CreateSameArchitecture(), copy => copy.head.DivideOutputs(unit));
    }

    /// <summary>Returns a copy whose probabilities are for other returns, as many as before.</summary>
    /// <param name="returns">The returns.</param>
    /// <param name="keepsPlaces">
    /// Whether probable returns keep their value, as far as the atoms allow; otherwise each atom keeps its probability
    /// and moves.
    /// </param>
    internal LayeredQNetwork WithReturns(HistogramDistribution returns, bool keepsPlaces)
    {
        LayeredQNetwork other = new(
            _observationSpace, ActionCount, _options with { Distribution = returns }, new Xoshiro256(0));
        return Copied(other, copy =>
        {
            using DisposeScope scope = NewDisposeScope();
            if (keepsPlaces && Distribution.Histogram is { } before)
            {
                (float[,] map, float[] shift) = before.LogitsAt(returns);
                copy.head.MapOutputs(tensor(map, device: copy.Device), tensor(shift, device: copy.Device));
            }

            copy.atoms.copy_(tensor(returns.Support));
        });
    }

    internal override QNetwork? WithScaling(ObservationScaling scaling, bool keepsValues, bool[]? still = null)
    {
        LayeredQNetwork copy = (LayeredQNetwork)Copy();
        return Scaled(copy, scaling, keepsValues, still, copy.features, copy.head);
    }

    /// <summary>Reshapes a batch of observations to their space, so that convolutions receive images.</summary>
    internal static Tensor ImageOrRow(Tensor states, BoxSpace space) =>
        space.Shape.Count == 1 ? states : states.view([-1, .. space.Shape.Select(axis => (long)axis)]);

    internal override LayeredQNetwork Fresh(Random random) => new(_observationSpace, ActionCount, _options, random);

    internal override IEnumerable<Parameter> HeadParameters => head.parameters();

    private protected override void Trace(UnitTrace trace, Tensor states) =>
        head.Trace(trace, features.Trace(trace, ImageOrRow(states, _observationSpace)));

    /// <inheritdoc/>
    protected override QNetwork CreateSameArchitecture() =>
        new LayeredQNetwork(_observationSpace, ActionCount, _options, new Xoshiro256(0));

    private Tensor Means(Tensor outputs) => ValuesPerAction == 1
        ? outputs
        : Distribution.MeansOf(outputs.view(-1, ActionCount, ValuesPerAction), atoms);
}
