using DeepQ.Learning.Losses;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Distributions;

/// <summary>
/// Quantiles at any fraction τ (IQN): the network takes τ as an input and learns at fractions that are drawn for each
/// update.
/// </summary>
/// <remarks>
/// Dabney et al.: Implicit Quantile Networks for Distributional Reinforcement Learning (2018),
/// https://arxiv.org/abs/1806.06923. A fraction enters as φ(τ) = ReLU(W cos(π i τ) + b), i = 0, 1, …, which multiplies
/// the features of the state. Where the paper draws fractions for Q, the mean is over fixed ones, the midpoints of
/// equal parts. So acting needs no generator, and an exported policy is the same function.
/// </remarks>
/// <param name="Samples">The number N of fractions per transition at which the network learns.</param>
/// <param name="TargetSamples">The number N' of fractions of its target.</param>
/// <param name="ActingSamples">The number K of fixed fractions whose mean is Q.</param>
/// <param name="Cosines">The number of cosines that describe a fraction.</param>
public sealed record ImplicitQuantileDistribution(
    int Samples = 64,
    int TargetSamples = 64,
    int ActingSamples = 32,
    int Cosines = 64)
    : ValueDistribution
{
    internal override string Algorithm => "IQN";

    // The fraction is an input, so there is one output per action.
    internal override int ValuesPerAction => 1;

    internal override bool TakesFractions => true;

    internal override int TargetLength => TargetSamples;

    internal override string? Problem => Samples > 0 && TargetSamples > 0 && ActingSamples > 0 && Cosines > 0
        ? null
        : "needs at least one of each kind of sample and one cosine";

    internal override double MeanOf(Span<float> outputs) => outputs[0];

    internal override void AddMeanGradient(
        ReadOnlySpan<float> outputs, float mean, float gradientOfMean, Span<float> gradient) => gradient[0] += gradientOfMean;

    internal override Tensor MeansOf(Tensor outputs, Tensor support) => outputs.mean([2]);

    internal override IReadOnlyList<PolicyLayer> ToMeans(IReadOnlyList<PolicyLayer> layers) => layers;

    internal override void ComputeTarget(Span<float> next, float reward, float discount, Span<float> target) =>
        QuantileDistribution.Move(next, reward, discount, target);

    internal override void MixTarget(
        Span<float> next,
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<float> bonuses,
        float reward,
        float discount,
        Span<float> target) => QuantileDistribution.Mix(next, probabilities, bonuses, reward, discount, target);

    internal override TransitionLoss Evaluate(
        Span<float> outputs,
        ReadOnlySpan<float> fractions,
        ReadOnlySpan<float> target,
        float weight,
        in LossSettings loss,
        Span<float> gradient) => QuantileDistribution.Compare(outputs, fractions, target, weight, loss, gradient);

    /// <inheritdoc/>
    public override string? LostByExport(bool isInFile) =>
        "implicit quantiles keeps the values at its fractions, not the weights for them";
}
