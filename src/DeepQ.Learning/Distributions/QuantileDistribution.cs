using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Distributions;

/// <summary>
/// Quantiles at the middles of equal parts, τᵢ = (i + ½) / N (QR-DQN): the network learns where they lie, without
/// limits.
/// </summary>
/// <remarks>
/// Dabney et al.: Distributional Reinforcement Learning with Quantile Regression (2018),
/// https://arxiv.org/abs/1710.10044. The loss is <see cref="QuantileHuberLoss"/>.
/// </remarks>
/// <param name="Count">The number N of quantiles; the paper has 200.</param>
public sealed record QuantileDistribution(int Count = 200) : ValueDistribution
{
    internal override int ValuesPerAction => Count;

    internal override string? Problem => Count > 0 ? null : "needs at least one quantile";

    internal override double MeanOf(Span<float> outputs)
    {
        double sum = 0;
        foreach (float quantile in outputs)
            sum += quantile;
        return sum / outputs.Length;
    }

    /// <summary>The middles of N equal parts of [0, 1]: τᵢ = (i + ½) / N.</summary>
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
}
