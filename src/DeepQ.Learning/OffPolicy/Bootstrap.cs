namespace DeepQ.Learning.OffPolicy;

/// <summary>How far an estimate would differ with other episodes: by drawing from those that are there.</summary>
/// <remarks>
/// Efron, Tibshirani: An Introduction to the Bootstrap (1993). Whole episodes are drawn, with replacement: the steps of
/// one depend on each other.
/// </remarks>
public static class Bootstrap
{
    private const double Confidence = 0.95;
    private const double Tail = (1 - Confidence) / 2;

    /// <summary>
    /// The interval that is as far from the estimate, in standard errors, as the estimates from drawn episodes are from
    /// it (bootstrap-t). Where a few episodes of great weight carry much, a draw without them errs downwards and thinks
    /// itself sure, which plain quantiles of the draws do not make good.
    /// </summary>
    /// <remarks>
    /// Efron, Tibshirani: An Introduction to the Bootstrap (1993), section 12.5; Hall: Theoretical Comparison of
    /// Bootstrap Confidence Intervals (1988).
    /// </remarks>
    /// <typeparam name="T">What stands for an episode.</typeparam>
    /// <param name="episodes">The episodes.</param>
    /// <param name="statistic">
    /// The estimate from some episodes and its standard error; NaN where they say nothing.
    /// </param>
    /// <param name="random">The generator that episodes are drawn from.</param>
    /// <param name="resamples">The number of draws; a thousand steady the ends of an interval.</param>
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
    /// The estimate ± t standard deviations of the estimates from drawn episodes: for estimates that are too dear for a
    /// thousand draws. Of n draws t is the quantile of Student's distribution with n − 1 degrees of freedom, since so
    /// few tell the deviation roughly: 12.7 of two, 2.26 of ten, 1.96 of very many. Of one draw there is no interval.
    /// </summary>
    /// <typeparam name="T">What stands for an episode.</typeparam>
    /// <param name="episodes">The episodes.</param>
    /// <param name="statistic">The estimate from some episodes.</param>
    /// <param name="random">The generator that episodes are drawn from.</param>
    /// <param name="resamples">The number of draws.</param>
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

    /// <summary>t standard deviations of some estimates from drawn episodes, at least two.</summary>
    internal static double Reach(IReadOnlyList<double> drawn)
    {
        double mean = drawn.Average();
        double variance = drawn.Sum(other => (other - mean) * (other - mean)) / (drawn.Count - 1);
        return StudentDistribution.CentralQuantile(Confidence, drawn.Count - 1) * Math.Sqrt(variance);
    }

    // Each draw is made in the same place.
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

    // Between the two values around it, in proportion.
    private static double Quantile(double[] sorted, double share)
    {
        double position = share * (sorted.Length - 1);
        int lower = (int)position;
        int upper = Math.Min(lower + 1, sorted.Length - 1);
        return sorted[lower] + ((position - lower) * (sorted[upper] - sorted[lower]));
    }
}
