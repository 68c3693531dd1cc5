namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// Estimates the value of a policy from episodes of another one, each weighted by the ratio of its probabilities under
/// the two policies.
/// </summary>
/// <remarks>
/// Precup, Sutton, Singh: Eligibility Traces for Off-Policy Policy Evaluation (2000); the weighted per-decision form
/// after Thomas: Safe Reinforcement Learning (2015), section 3.10. If an episode was cut off, the value of the state
/// after it counts as an additional reward.
/// </remarks>
public static class ImportanceSampling
{
    /// <summary>
    /// Importance sampling: the mean of w G, with w = Π ρₜ and the return G. Unbiased, with the greatest variance.
    /// </summary>
    /// <param name="episodes">The episodes.</param>
    /// <param name="gamma">The discount factor γ.</param>
    public static double Ordinary(IReadOnlyList<ScoredEpisode> episodes, double gamma)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        return episodes.Average(episode => episode.Weight * episode.Return(gamma));
    }

    /// <summary>
    /// Per-decision importance sampling: the mean of Σ γᵗ ρ₀⋯ρₜ rₜ. A reward is weighted only by the steps up to it.
    /// </summary>
    /// <inheritdoc cref="Ordinary"/>
    public static double PerDecision(IReadOnlyList<ScoredEpisode> episodes, double gamma)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        return episodes.Average(episode => PerDecisionOf(episode, gamma));
    }

    /// <summary>
    /// Weighted importance sampling: Σ w G / Σ w, which stays within the observed returns. Biased, but less so the more
    /// episodes there are; NaN if no episode has a weight.
    /// </summary>
    /// <inheritdoc cref="Ordinary"/>
    public static double Weighted(IReadOnlyList<ScoredEpisode> episodes, double gamma)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        double[] weights = RelativeWeights(episodes);
        double paid = weights.Zip(episodes, (weight, episode) => weight * episode.Return(gamma)).Sum();
        return paid / weights.Sum();
    }

    /// <summary>
    /// Weighted per-decision importance sampling: Σₜ γᵗ (Σᵢ wᵢₜ rᵢₜ) / (Σᵢ wᵢₜ), with wᵢₜ = ρᵢ₀⋯ρᵢₜ. An episode that
    /// has ended keeps its weight and has no more rewards; NaN if no episode has a weight.
    /// </summary>
    /// <inheritdoc cref="Ordinary"/>
    public static double WeightedPerDecision(IReadOnlyList<ScoredEpisode> episodes, double gamma)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        return StepwiseImportanceWeights.Value(StepwiseImportanceWeights.Of(episodes), gamma).Value;
    }

    /// <summary>
    /// The effective sample size (Σ w)² / Σ w²: the number of episodes of equal weight with the same information.
    /// </summary>
    /// <remarks>Kong: A Note on Importance Sampling Using Standardized Weights (1992).</remarks>
    /// <param name="episodes">The episodes.</param>
    /// <returns>From 1 to the number of episodes; 0 if no episode has a weight.</returns>
    public static double EffectiveSampleSize(IReadOnlyList<ScoredEpisode> episodes)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        double[] weights = RelativeWeights(episodes);
        double sum = weights.Sum();
        return sum == 0 ? 0 : sum * sum / weights.Sum(weight => weight * weight);
    }

    /// <summary>
    /// The weights relative to the greatest one, which neither overflow nor all vanish, however long the episodes are;
    /// zeros if no episode has a weight.
    /// </summary>
    internal static double[] RelativeWeights(IReadOnlyList<ScoredEpisode> episodes)
    {
        double greatest = episodes.Max(episode => episode.LogWeight);
        return double.IsNegativeInfinity(greatest)
            ? new double[episodes.Count]
            : [.. episodes.Select(episode => Math.Exp(episode.LogWeight - greatest))];
    }

    /// <summary>Computes Σ γᵗ ρ₀⋯ρₜ rₜ of an episode.</summary>
    internal static double PerDecisionOf(ScoredEpisode episode, double gamma)
    {
        double factor = 1;
        double sum = 0;
        for (int t = 0; t < episode.Length; t++)
        {
            factor *= episode.Ratios[t];
            sum += factor * episode.Rewards[t];
            factor *= gamma;
        }

        return sum + (factor * episode.FinalValue);
    }
}
