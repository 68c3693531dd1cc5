using DeepQ.Learning.Losses;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Distributions;

/// <summary>
/// Several estimates of Q(s, a) from one body, one per head. Actions are chosen by their mean; their spread shows how
/// uncertain it is.
/// </summary>
/// <remarks>
/// The other distributions describe the return, which stays random however much is learned. This one describes how well
/// the network knows the mean. A policy can be exported with the values of its heads and with their standard deviation:
/// see <see cref="PolicyGraphOptions.Uncertainty"/>.
/// </remarks>
public abstract record EnsembleDistribution : ValueDistribution
{
    private protected EnsembleDistribution()
    {
    }

    /// <summary>The number of heads K.</summary>
    public abstract int Heads { get; init; }

    internal override int ValuesPerAction => Heads;

    internal override bool LearnsFromMeans => true;

    internal override string? Problem => Heads > 1 ? null : "needs at least two heads";

    /// <summary>Gets whether each head learns its own target; otherwise a mixture of all heads learns one.</summary>
    internal virtual bool LearnsEachHead => false;

    /// <summary>Chooses the weight of each head in the mixture of a batch.</summary>
    /// <param name="weights">Receives a value for each head, with a sum of 1.</param>
    /// <param name="random">The generator to draw from.</param>
    internal virtual void Mix(Span<float> weights, Random random) =>
        throw new NotSupportedException($"{GetType().Name} learns each head.");

    /// <summary>Returns whether a head learns from a transition.</summary>
    /// <param name="slot">The slot of the transition in the replay.</param>
    /// <param name="version">How often that slot was written.</param>
    /// <param name="head">The number of the head.</param>
    internal virtual bool LearnsFrom(int slot, uint version, int head) => true;

    internal override double MeanOf(Span<float> outputs) => QuantileDistribution.Mean(outputs);

    internal override void AddMeanGradient(
        ReadOnlySpan<float> outputs, float mean, float gradientOfMean, Span<float> gradient)
    {
        foreach (ref float value in gradient)
            value += gradientOfMean * (1f / Heads);
    }

    internal override Tensor MeansOf(Tensor outputs, Tensor support) => outputs.mean([2]);

    internal override IReadOnlyList<PolicyLayer> ToMeans(IReadOnlyList<PolicyLayer> layers) =>
        [.. layers.SkipLast(1), layers[^1].MeanOf(Heads)];

    internal override IReadOnlyList<PolicyLayer> ToDistribution(IReadOnlyList<PolicyLayer> layers) =>
        [.. layers, new HeadLayer(Heads)];

    internal override float CurvatureOf(in LossSettings loss) => loss.Error.Curvature;

    internal override void ComputeTarget(Span<float> next, float reward, float discount, Span<float> target) =>
        throw new NotSupportedException($"{GetType().Name} has targets of several heads.");

    internal override TransitionLoss Evaluate(
        Span<float> outputs,
        ReadOnlySpan<float> fractions,
        ReadOnlySpan<float> target,
        float weight,
        in LossSettings loss,
        Span<float> gradient) => throw new NotSupportedException($"{GetType().Name} has targets of several heads.");

    /// <inheritdoc/>
    public override string? LostByExport(bool isInFile) =>
        isInFile ? null : "an ensemble keeps only the mean of its heads, unless Outputs asks for its Distribution";
}
