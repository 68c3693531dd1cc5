namespace DeepQ.Learning;

/// <summary>How far an estimate would differ with other episodes: by drawing from those that are there.</summary>
/// <remarks>
/// Efron, Tibshirani: An Introduction to the Bootstrap (1993). Whole episodes are drawn, with replacement: the steps of
/// one depend on each other.
/// </remarks>
public static class Bootstrap
{
    /// <summary>The quantile of the normal distribution that 2.5% lie beyond.</summary>
    private const double NormalQuantile = 1.959964;

    private const int JackknifeGroups = 100;

    /// <summary>
    /// The interval between two quantiles of the estimates from drawn episodes, which are those of 2.5% and 97.5% but
    /// for a correction of bias and skew (BC_a): a few episodes of great weight make the plain ones too short.
    /// </summary>
    /// <remarks>
    /// Efron: Better Bootstrap Confidence Intervals (1987). The acceleration comes from a jackknife over at most a
    /// hundred groups of episodes.
    /// </remarks>
    /// <typeparam name="T">What stands for an episode.</typeparam>
    /// <param name="episodes">The episodes.</param>
    /// <param name="statistic">The estimate from some episodes; NaN where they say nothing.</param>
    /// <param name="random">The generator that episodes are drawn from.</param>
    /// <param name="resamples">The number of draws; a thousand steady the ends of an interval.</param>
    /// <exception cref="ArgumentException">There are no episodes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="resamples"/> is not positive.</exception>
    public static Estimate Accelerated<T>(
        IReadOnlyList<T> episodes, Func<IReadOnlyList<T>, double> statistic, Random random, int resamples = 1_000)
    {
        double[] drawn = [.. Draw(episodes, statistic, random, resamples).Where(value => !double.IsNaN(value)).Order()];
        double value = statistic(episodes);
        if (drawn.Length == 0)
            return new Estimate(value, double.NaN, double.NaN);

        // Ties count half, and no share is all or nothing.
        double below = drawn.Sum(other => other < value ? 1 : other == value ? 0.5 : 0);
        double bias = NormalDistribution.Quantile((below + 0.5) / (drawn.Length + 1));
        double acceleration = Acceleration(episodes, statistic);
        return new Estimate(value, End(-NormalQuantile), End(NormalQuantile));

        double End(double quantile)
        {
            double moved = bias + quantile;
            double room = Math.Max(1e-3, 1 - (acceleration * moved));
            return Quantile(drawn, NormalDistribution.Cumulative(bias + (moved / room)));
        }
    }

    /// <summary>
    /// The estimate ± 1.96 standard deviations of the estimates from drawn episodes: for estimates that are too dear
    /// for a thousand draws.
    /// </summary>
    /// <inheritdoc cref="Accelerated"/>
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

    // A sixth of the skew of the estimates that leave out one group each, or 0 where they do not differ.
    private static double Acceleration<T>(IReadOnlyList<T> episodes, Func<IReadOnlyList<T>, double> statistic)
    {
        int groups = Math.Min(JackknifeGroups, episodes.Count);
        if (groups < 2)
            return 0;
        double[] estimates =
        [
            .. Enumerable.Range(0, groups)
                .Select(group => statistic([.. episodes.Where((_, i) => i % groups != group)]))
                .Where(value => !double.IsNaN(value)),
        ];
        double mean = estimates.DefaultIfEmpty().Average();
        double squares = estimates.Sum(value => Math.Pow(mean - value, 2));
        return squares == 0 ? 0 : estimates.Sum(value => Math.Pow(mean - value, 3)) / (6 * Math.Pow(squares, 1.5));
    }

    // Between the two values around it, in proportion.
    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int lower = (int)position;
        int upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }
}
