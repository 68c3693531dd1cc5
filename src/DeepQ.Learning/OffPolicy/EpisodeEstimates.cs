namespace DeepQ.Learning.OffPolicy;

/// <summary>The estimates from scored episodes, each with its interval.</summary>
/// <remarks>
/// Each is, but for terms that vanish with more episodes, a mean of a number an episode: of the figure itself, or of
/// what the episode changes in a ratio (its influence). Their deviation over √n is the standard error.
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

    /// <summary>The standard error from the sum of squares of what n episodes change, which have the mean 0.</summary>
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

    // θ = Σ p / Σ w, in which an episode changes (p − θ w) / mean w.
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
