namespace DeepQ.Learning;

/// <summary>How far an estimate would differ with other episodes: by drawing from those that are there.</summary>
/// <remarks>
/// Efron, Tibshirani: An Introduction to the Bootstrap (1993). Whole episodes are drawn, with replacement: the steps of one
/// depend on each other.
/// </remarks>
public static class Bootstrap
{
    /// <summary>The quantile of the normal distribution that 2.5% lie beyond.</summary>
    private const double NormalQuantile = 1.959964;

    /// <summary>The interval between the 2.5% and the 97.5% quantile of the estimates from drawn episodes.</summary>
    /// <typeparam name="T">What stands for an episode.</typeparam>
    /// <param name="episodes">The episodes.</param>
    /// <param name="statistic">The estimate from some episodes; NaN where they say nothing.</param>
    /// <param name="random">The generator that episodes are drawn from.</param>
    /// <param name="resamples">The number of draws; a thousand steady the ends of an interval.</param>
    /// <exception cref="ArgumentException">There are no episodes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="resamples"/> is not positive.</exception>
    public static Estimate Percentile<T>(
        IReadOnlyList<T> episodes, Func<IReadOnlyList<T>, double> statistic, Random random, int resamples = 1_000)
    {
        double[] drawn = [.. Draw(episodes, statistic, random, resamples).Where(value => !double.IsNaN(value)).Order()];
        return new Estimate(statistic(episodes), Quantile(drawn, 0.025), Quantile(drawn, 0.975));
    }

    /// <summary>
    /// The estimate ± 1.96 standard deviations of the estimates from drawn episodes: for estimates that are too dear for
    /// a thousand draws.
    /// </summary>
    /// <inheritdoc cref="Percentile"/>
    public static Estimate Normal<T>(
        IReadOnlyList<T> episodes, Func<IReadOnlyList<T>, double> statistic, Random random, int resamples = 20)
    {
        double value = statistic(episodes);
        double[] drawn = [.. Draw(episodes, statistic, random, resamples)];
        double mean = drawn.Average();
        double variance = drawn.Sum(other => (other - mean) * (other - mean)) / Math.Max(1, drawn.Length - 1);
        double reach = NormalQuantile * Math.Sqrt(variance);
        return new Estimate(value, value - reach, value + reach);
    }

    private static IEnumerable<double> Draw<T>(
        IReadOnlyList<T> episodes, Func<IReadOnlyList<T>, double> statistic, Random random, int resamples)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        if (episodes.Count == 0)
            throw new ArgumentException("There is no episode to draw.", nameof(episodes));

        return Enumerable.Range(0, resamples).Select(_ =>
        {
            T[] sample = new T[episodes.Count];
            for (int i = 0; i < sample.Length; i++)
                sample[i] = episodes[random.Next(episodes.Count)];
            return statistic(sample);
        });
    }

    // Between the two values around it, in proportion.
    private static double Quantile(double[] sorted, double share)
    {
        if (sorted.Length == 0)
            return double.NaN;
        double position = share * (sorted.Length - 1);
        int lower = (int)position;
        int upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }
}
