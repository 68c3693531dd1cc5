namespace DeepQ.Learning.OffPolicy;

/// <summary>Estimates from scored episodes, each with its interval.</summary>
/// <remarks>
/// Up to terms that vanish with more episodes, each estimate is a mean of one number per episode: of the figure itself,
/// or of the influence of the episode on a ratio. Their deviation over √n is the standard error.
/// </remarks>
internal sealed class EpisodeEstimates(double gamma, Random random, int resamples)
{
    /// <summary>See <see cref="ImportanceSampling.Ordinary"/>.</summary>
    public Estimate Ordinary(IReadOnlyList<ScoredEpisode> episodes) =>
        Mean(episodes, episode => episode.Weight * episode.Return(gamma));

    /// <summary>See <see cref="ImportanceSampling.PerDecision"/>.</summary>
    public Estimate PerDecision(IReadOnlyList<ScoredEpisode> episodes) =>
        Mean(episodes, episode => ImportanceSampling.PerDecisionOf(episode, gamma));

    /// <summary>See <see cref="DoublyRobust.Value"/>.</summary>
    public Estimate DoublyRobust(IReadOnlyList<ScoredEpisode> episodes) =>
        Mean(episodes, episode => OffPolicy.DoublyRobust.ValueOf(episode, gamma));

    /// <summary>See <see cref="ImportanceSampling.Weighted"/>.</summary>
    public Estimate Weighted(IReadOnlyList<ScoredEpisode> episodes) => Bootstrap.Studentized(
        [
            .. ImportanceSampling.RelativeWeights(episodes)
                .Zip(episodes, (weight, episode) => (weight, Paid: weight * episode.Return(gamma))),
        ],
        RatioOfSums,
        random,
        resamples);

    /// <summary>See <see cref="ImportanceSampling.WeightedPerDecision"/>.</summary>
    public Estimate WeightedPerDecision(IReadOnlyList<ScoredEpisode> episodes) => Bootstrap.Studentized(
        StepwiseImportanceWeights.Of(episodes),
        sample => StepwiseImportanceWeights.Value(sample, gamma),
        random,
        resamples);

    /// <summary>
    /// Computes the standard error from the sum of squares of the influences of n episodes, whose mean is 0.
    /// </summary>
    public static double Error(double squares, int count) => Math.Sqrt(squares / ((double)count * (count - 1)));

    private Estimate Mean(IReadOnlyList<ScoredEpisode> episodes, Func<ScoredEpisode, double> figure) =>
        Bootstrap.Studentized([.. episodes.Select(figure)], MeanOf, random, resamples);

    private static (double Value, double Error) MeanOf(IReadOnlyList<double> sample)
    {
        double mean = sample.Average();
        double squares = 0;
        foreach (double value in sample as double[] ?? [.. sample])
            squares += (value - mean) * (value - mean);
        return (mean, Error(squares, sample.Count));
    }

    // θ = Σ p / Σ w; the influence of an episode is (p − θ w) / mean w.
    private static (double Value, double Error) RatioOfSums(IReadOnlyList<(double Weight, double Paid)> sample)
    {
        (double Weight, double Paid)[] parts = sample as (double, double)[] ?? [.. sample];
        (double weights, double paid) = (0, 0);
        foreach ((double weight, double product) in parts)
            (weights, paid) = (weights + weight, paid + product);
        double value = paid / weights;
        double squares = 0;
        foreach ((double weight, double product) in parts)
            squares += (product - (value * weight)) * (product - (value * weight));
        return (value, Error(squares, parts.Length) * parts.Length / weights);
    }
}
