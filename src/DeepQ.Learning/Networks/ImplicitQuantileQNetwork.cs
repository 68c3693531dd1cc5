using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Networks;

/// <summary>
/// A Q-network that computes the quantiles of the return at any fractions; its Q-values are the mean over fixed ones.
/// </summary>
/// <remarks>See <see cref="ImplicitQuantileDistribution"/> for the equations and the paper.</remarks>
public sealed class ImplicitQuantileQNetwork : QNetwork
{
    private readonly NetworkLayer features;
    private readonly DenseLayer embedding;
    private readonly NetworkLayer head;
    private readonly Tensor frequencies;
    private readonly Tensor actingFractions;
    private readonly int _width;
    private readonly BoxSpace _observationSpace;
    private readonly NetworkOptions _options;

    /// <summary>Creates a network with weights drawn from a generator.</summary>
    /// <param name="observationSpace">The observations.</param>
    /// <param name="actionCount">The number of actions.</param>
    /// <param name="options">
    /// The architecture; its distribution must be an <see cref="ImplicitQuantileDistribution"/>.
    /// </param>
    /// <param name="random">The generator that the weights are drawn from, first layer first.</param>
    /// <exception cref="ArgumentException">The architecture does not fit, or has another distribution.</exception>
    public ImplicitQuantileQNetwork(BoxSpace observationSpace, int actionCount, NetworkOptions options, Random random)
        : base(nameof(ImplicitQuantileQNetwork), SizeOf(observationSpace), actionCount)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        if (options.Distribution is not ImplicitQuantileDistribution distribution)
            throw new ArgumentException("The distribution must be an ImplicitQuantileDistribution.", nameof(options));

        _observationSpace = observationSpace;
        _options = options;
        NetworkParts parts = new(options, random);
        (features, _width) = parts.Features(observationSpace);
        embedding = new DenseLayer(distribution.Cosines, _width, random);
        head = parts.Head(_width, actionCount, valuesPerAction: 1);
        frequencies = tensor([.. Enumerable.Range(0, distribution.Cosines).Select(i => i * MathF.PI)]);
        actingFractions = tensor(
            QuantileDistribution.Midpoints(distribution.ActingSamples), [1, distribution.ActingSamples]);
        RegisterComponents();
    }

    internal override bool IsKnown => true;

    internal override ValueDistribution Distribution => _options.Distribution;

    internal override ImplicitQuantileQNetwork InUnits(double unit) =>
        Copied((ImplicitQuantileQNetwork)CreateSameArchitecture(), copy => copy.head.DivideOutputs(unit));

    // The gate of the features is between them and the head.
    internal override QNetwork? WithScaling(ObservationScaling scaling, bool keepsValues, bool[]? still = null)
    {
        ImplicitQuantileQNetwork copy = (ImplicitQuantileQNetwork)Copy();
        return Scaled(copy, scaling, keepsValues, still, copy.features);
    }

    /// <inheritdoc/>
    public override Tensor forward(Tensor input) => Quantiles(input, actingFractions).mean([2]);

    /// <inheritdoc/>
    public override void ResampleNoise(Random random)
    {
        features.ResampleNoise(random);
        head.ResampleNoise(random);
    }

    /// <inheritdoc/>
    public override IReadOnlyList<PolicyLayer> ToLayers()
    {
        using IDisposable frozen = no_grad();
        using DisposeScope scope = NewDisposeScope();
        float[] factors = LayerWeights.Values(Embed(actingFractions));
        return [.. features.ToLayers(), new QuantileMeanLayer(factors, factors.Length / _width, head.ToLayers())];
    }

    /// <summary>
    /// The quantiles at N fractions per state: shape (B, A, N). The fractions have the shape (B, N), or (1, N) if they
    /// are the same for all states.
    /// </summary>
    internal Tensor Quantiles(Tensor states, Tensor fractions)
    {
        Tensor rows = features.forward(LayeredQNetwork.ImageOrRow(states, _observationSpace)).unsqueeze(1);
        Tensor seen = (rows * Embed(fractions)).view(-1, _width);
        return head.forward(seen).view(rows.shape[0], -1, ActionCount).transpose(1, 2);
    }

    internal override ImplicitQuantileQNetwork Fresh(Random random) => new(_observationSpace, ActionCount, _options, random);

    // The gate of the features is not one of them: the head reads a product.
    internal override IEnumerable<Parameter> HeadParameters => head.parameters();

    private protected override void Trace(UnitTrace trace, Tensor states)
    {
        Tensor rows = features.Trace(trace, LayeredQNetwork.ImageOrRow(states, _observationSpace)).unsqueeze(1);
        head.Trace(trace, (rows * Embed(actingFractions)).view(-1, _width));
    }

    /// <inheritdoc/>
    protected override QNetwork CreateSameArchitecture() =>
        new ImplicitQuantileQNetwork(_observationSpace, ActionCount, _options, new Xoshiro256(0));

    // φ(τ), of shape (B or 1, N, features).
    private Tensor Embed(Tensor fractions) =>
        nn.functional.relu(embedding.forward((fractions.unsqueeze(2) * frequencies).cos()));
}
