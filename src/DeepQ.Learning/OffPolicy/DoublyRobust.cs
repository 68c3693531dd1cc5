namespace DeepQ.Learning.OffPolicy;

/// <summary>
/// The doubly robust estimate: a model-based value, corrected at each step by the observed reward. It is unbiased if
/// the probabilities of the logged policy are right, whatever the model, and varies less the better the model is.
/// </summary>
/// <remarks>
/// Jiang, Li: Doubly Robust Off-policy Value Evaluation for Reinforcement Learning (2016), equation 10.
/// </remarks>
public static class DoublyRobust
{
    /// <summary>
    /// Computes the mean over episodes of V₀, where Vₜ = V̂(sₜ) + ρₜ (rₜ + γ Vₜ₊₁ − Q̂(sₜ, aₜ)), and V_T is the value
    /// of the last state.
    /// </summary>
    /// <param name="episodes">
    /// The episodes, scored by a model, ideally one fitted to other episodes.
    /// </param>
    /// <param name="gamma">The discount factor γ.</param>
    /// <exception cref="ArgumentException">An episode was not scored by a model.</exception>
    public static double Value(IReadOnlyList<ScoredEpisode> episodes, double gamma)
    {
        ArgumentNullException.ThrowIfNull(episodes);
        return episodes.Average(episode => ValueOf(episode, gamma));
    }

    /// <summary>Computes V₀ of an episode.</summary>
    /// <exception cref="ArgumentException">The episode was not scored by a model.</exception>
    internal static double ValueOf(ScoredEpisode episode, double gamma)
    {
        if (episode.StateValues.Count == 0)
        {
            throw new ArgumentException(
                "The doubly robust estimate needs a model's values of every step.", nameof(episode));
        }

        double value = episode.FinalValue;
        for (int t = episode.Length - 1; t >= 0; t--)
        {
            double error = episode.Rewards[t] + (gamma * value) - episode.ActionValues[t];
            value = episode.StateValues[t] + (episode.Ratios[t] * error);
        }

        return value;
    }
}
