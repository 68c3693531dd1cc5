using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Seeds;

/// <summary>
/// The mean of the middle half of some scores. It varies less between small samples of trainings than the median, and
/// one lucky or failed training does not decide it.
/// </summary>
/// <remarks>
/// Agarwal et al.: Deep Reinforcement Learning at the Edge of the Statistical Precipice (2021), https://arxiv.org/abs/2108.13264.
/// </remarks>
public static class InterquartileMean
{
    private const double Tail = 0.025;

    /// <summary>Computes the mean without the lowest and the highest quarter, each rounded down.</summary>
    /// <param name="scores">The scores, in any order.</param>
    /// <returns>The mean; NaN without scores.</returns>
    public static double Of(IEnumerable<double> scores)
    {
        ArgumentNullException.ThrowIfNull(scores);
        double[] sorted = [.. scores.Order()];
        int cut = sorted.Length / 4;
        return sorted.Length == 0 ? double.NaN : sorted[cut..^cut].Average();
    }

    /// <summary>
    /// Computes the interquartile mean over the trainings of one or several problems, and its 95% interval by
    /// resampling the trainings of each problem with replacement (stratified bootstrap, percentiles).
    /// </summary>
    /// <param name="problems">The scores of the trainings of each problem.</param>
    /// <param name="random">The generator that draws trainings.</param>
    /// <param name="resamples">The number of resamples.</param>
    /// <returns>The mean and its interval, which is NaN if no problem has two trainings.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="resamples"/> is not positive.</exception>
    public static Estimate Of(IReadOnlyList<IReadOnlyList<double>> problems, Random random, int resamples = 2_000)
    {
        ArgumentNullException.ThrowIfNull(problems);
        ArgumentNullException.ThrowIfNull(random);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(resamples);
        double value = Of(problems.SelectMany(scores => scores));
        if (problems.All(scores => scores.Count < 2))
            return new Estimate(value, double.NaN, double.NaN);
        double[] drawn = [.. Enumerable.Range(0, resamples).Select(_ => Of(problems.SelectMany(Drawn))).Order()];
        return new Estimate(value, drawn[(int)(Tail * resamples)], drawn[(int)Math.Ceiling((1 - Tail) * resamples) - 1]);

        IEnumerable<double> Drawn(IReadOnlyList<double> scores) =>
            Enumerable.Range(0, scores.Count).Select(_ => scores[random.Next(scores.Count)]);
    }
}
