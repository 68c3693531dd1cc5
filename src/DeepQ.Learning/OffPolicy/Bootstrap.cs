namespace DeepQ.Learning.OffPolicy;

/// <summary>Estimates how much an estimate would vary with other episodes, by resampling the given ones.</summary>
/// <remarks>
/// Efron, Tibshirani: An Introduction to the Bootstrap (1993). Whole episodes are drawn with replacement, because the
/// steps of one depend on each other.
/// </remarks>
public static class Bootstrap
{
    private const double Confidence = 0.95;
    private const double Tail = (1 - Confidence) / 2;

    /// <summary>
    /// Computes the bootstrap-t interval: as far from the estimate, in standard errors, as the estimates from resampled
    /// episodes are from it. If a few episodes have most of the weight, a resample without them is too low and has a
    /// small standard error; plain quantiles of the resamples do not correct that.
    /// </summary>
    /// <remarks>
    /// Efron, Tibshirani: An Introduction to the Bootstrap (1993), section 12.5; Hall: Theoretical Comparison of
    /// Bootstrap Confidence Intervals (1988).
    /// </remarks>
    /// <typeparam name="T">The type of an episode.</typeparam>
    /// <param name="episodes">The episodes.</param>
    /// <param name="statistic">
    /// The estimate from some episodes and its standard error; NaN if they contain no information.
    /// </param>
    /// <param name="random">The generator that draws episodes.</param>
    /// <param name="resamples">The number of resamples; a thousand make the ends of an interval stable.</param>
    /// <exception cref="ArgumentException">There are no episodes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="resamples"/> is not positive.</exception>
    public static Estimate Studentized<T>(
        IReadOnlyList<T> episodes,
        Func<IReadOnlyList<T>, (double Value, double Error)> statistic,
        Random random,
        int resamples = 1_000)
    {
        IEnumerable<(double Value, double Error)> draws = Draw(episodes, statistic, random, resamples);
        (double value, double error) = statistic(episodes);
        if (error == 0)
            return new Estimate(value, value, value);
        double[] errors = [.. draws.Select(draw => (draw.Value - value) / draw.Error).Where(double.IsFinite).Order()];
        return errors.Length == 0 ? new Estimate(value, double.NaN, double.NaN) : new Estimate(
            value, value - (error * Quantile(errors, 1 - Tail)), value - (error * Quantile(errors, Tail)));
    }

    /// <summary>
    /// Computes the estimate ± t standard deviations of the estimates from resampled episodes, for estimates that are
    /// too expensive for a thousand resamples. With n resamples, t is the quantile of Student's distribution with n − 1
    /// degrees of freedom, because a few determine the deviation only roughly: 12.7 for two, 2.26 for ten, 1.96 for
    /// very many. One resample gives no interval.
    /// </summary>
    /// <typeparam name="T">The type of an episode.</typeparam>
    /// <param name="episodes">The episodes.</param>
    /// <param name="statistic">The estimate from some episodes.</param>
    /// <param name="random">The generator that draws episodes.</param>
    /// <param name="resamples">The number of resamples.</param>
    /// <exception cref="ArgumentException">There are no episodes.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="resamples"/> is not positive.</exception>
    public static Estimate Normal<T>(
        IReadOnlyList<T> episodes, Func<IReadOnlyList<T>, double> statistic, Random random, int resamples = 20)
    {
        double value = statistic(episodes);
        double[] drawn = [.. Draw(episodes, statistic, random, resamples)];
        if (drawn.Length == 1)
            return new Estimate(value, double.NaN, double.NaN);
        double reach = Reach(drawn);
        return new Estimate(value, value - reach, value + reach);
    }

    /// <summary>Computes t standard deviations of at least two estimates from resampled episodes.</summary>
    internal static double Reach(IReadOnlyList<double> drawn)
    {
        double mean = drawn.Average();
        double variance = drawn.Sum(other => (other - mean) * (other - mean)) / (drawn.Count - 1);
        return StudentDistribution.CentralQuantile(Confidence, drawn.Count - 1) * Math.Sqrt(variance);
    }

    // All resamples use the same memory.
    private static IEnumerable<TResult> Draw<T, TResult>(
        IReadOnlyList<T> episodes, Func<IReadOnlyList<T>, TResult> statistic, Random random, int resamples)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        ArgumentNullException.ThrowIfNull(statistic);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        if (episodes.Count == 0)
            throw new ArgumentException("There is no episode to draw.", nameof(episodes));

        T[] sample = new T[episodes.Count];
        return Enumerable.Range(0, resamples).Select(_ =>
        {
            for (int i = 0; i < sample.Length; i++)
                sample[i] = episodes[random.Next(episodes.Count)];
            return statistic(sample);
        });
    }

    // Interpolates linearly between the two neighboring values.
    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int lower = (int)position;
        int upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }
}
