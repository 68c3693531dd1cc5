using DeepQ.Learning.Losses;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Distributions;

/// <summary>
/// Quantiles at the midpoints of equal parts, τᵢ = (i + ½) / N (QR-DQN): the network learns their positions, without
/// limits.
/// </summary>
/// <remarks>
/// Dabney et al.: Distributional Reinforcement Learning with Quantile Regression (2018),
/// https://arxiv.org/abs/1710.10044. The loss is <see cref="QuantileHuberLoss"/>.
/// </remarks>
/// <param name="Count">The number N of quantiles; the paper has 200.</param>
public sealed record QuantileDistribution(int Count = 200) : ValueDistribution
{
    internal override string Algorithm => "QR-DQN";

    internal override int ValuesPerAction => Count;

    internal override float[] Fractions => Midpoints(Count);

    internal override string? Problem => Count > 0 ? null : "needs at least one quantile";

    /// <summary>Returns the midpoints of N equal parts of [0, 1]: τᵢ = (i + ½) / N.</summary>
    /// <param name="count">The number N.</param>
    /// <exception cref="ArgumentOutOfRangeException">The number is not positive.</exception>
    public static float[] Midpoints(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        float[] fractions = new float[count];
        for (int i = 0; i < count; i++)
            fractions[i] = (i + 0.5f) / count;
        return fractions;
    }

    internal override double MeanOf(Span<float> outputs) => Mean(outputs);

    internal override void AddMeanGradient(
        ReadOnlySpan<float> outputs, float mean, float gradientOfMean, Span<float> gradient)
    {
        foreach (ref float value in gradient)
            value += gradientOfMean * (1f / Count);
    }

    internal override Tensor MeansOf(Tensor outputs, Tensor support) => outputs.mean([2]);

    internal override IReadOnlyList<PolicyLayer> ToMeans(IReadOnlyList<PolicyLayer> layers) =>
        [.. layers.SkipLast(1), layers[^1].MeanOf(Count)];

    internal override IReadOnlyList<PolicyLayer> ToDistribution(IReadOnlyList<PolicyLayer> layers) =>
        [.. layers, new QuantileLayer(Count)];

    internal override void ComputeTarget(Span<float> next, float reward, float discount, Span<float> target) =>
        Move(next, reward, discount, target);

    internal override void MixTarget(
        Span<float> next,
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<float> bonuses,
        float reward,
        float discount,
        Span<float> target) => Mix(next, probabilities, bonuses, reward, discount, target);

    internal override TransitionLoss Evaluate(
        Span<float> outputs,
        ReadOnlySpan<float> fractions,
        ReadOnlySpan<float> target,
        float weight,
        in LossSettings loss,
        Span<float> gradient) => Compare(outputs, fractions, target, weight, loss, gradient);

    /// <inheritdoc/>
    public override string? LostByExport(bool isInFile) =>
        isInFile ? null : "quantiles keeps only their means, unless Outputs asks for its Distribution";

    /// <summary>Computes the samples r + d yⱼ of a target.</summary>
    internal static void Move(ReadOnlySpan<float> next, float reward, float discount, Span<float> target)
    {
        target.Fill(reward);
        for (int j = 0; j < target.Length && discount != 0; j++)
            target[j] += discount * next[j];
    }

    /// <summary>Computes the samples r + d Σ π(a) (yⱼ(a) + b(a)) of a target, each at its own fraction.</summary>
    internal static void Mix(
        ReadOnlySpan<float> next,
        ReadOnlySpan<float> probabilities,
        ReadOnlySpan<float> bonuses,
        float reward,
        float discount,
        Span<float> target)
    {
        target.Fill(reward);
        for (int action = 0; action < probabilities.Length && discount != 0; action++)
        {
            float part = discount * probabilities[action];
            for (int j = 0; j < target.Length && part != 0; j++)
                target[j] += part * (next[(action * target.Length) + j] + bonuses[action]);
        }
    }

    /// <summary>Computes the quantile Huber loss of quantiles at any fractions.</summary>
    internal static TransitionLoss Compare(
        ReadOnlySpan<float> quantiles,
        ReadOnlySpan<float> fractions,
        ReadOnlySpan<float> target,
        float weight,
        in LossSettings loss,
        Span<float> gradient)
    {
        double cost = weight * QuantileHuberLoss.Evaluate(quantiles, fractions, target, loss.QuantileThreshold, gradient);
        double mean = Mean(quantiles);
        return new(cost, mean, (float)Math.Abs(mean - Mean(target)));
    }

    /// <summary>Computes the mean of equally weighted outputs.</summary>
    internal static double Mean(ReadOnlySpan<float> values)
    {
        double sum = 0;
        foreach (float value in values)
            sum += value;
        return sum / values.Length;
    }
}
