namespace DeepQ.Learning;

/// <summary>An episode as weighted per-decision importance sampling sees it.</summary>
internal sealed class WeightedSteps
{
    private readonly double[] _weights;
    private readonly double[] _payments;

    public WeightedSteps(ScoredEpisode episode)
    {
        // One step more than the episode has: the value of the state where it was cut off.
        _weights = new double[episode.Length + 1];
        _payments = new double[episode.Length + 1];
        double weight = 1;
        for (int t = 0; t < episode.Length; t++)
        {
            weight *= episode.Ratios[t];
            (_weights[t], _payments[t]) = (weight, weight * episode.Rewards[t]);
        }

        (_weights[^1], _payments[^1]) = (weight, weight * episode.FinalValue);
    }

    /// <summary>
    /// Σₜ γᵗ vₜ with vₜ = (Σᵢ wᵢₜ rᵢₜ) / (Σᵢ wᵢₜ), where an episode that has ended keeps its weight; and the standard
    /// error.
    /// </summary>
    public static (double Value, double Error) Value(IReadOnlyList<WeightedSteps> episodes, double gamma)
    {
        int steps = episodes.Max(episode => episode._weights.Length);
        double[] weights = new double[steps];
        double[] means = new double[steps];
        double[] ending = new double[steps];
        foreach (WeightedSteps episode in episodes)
        {
            for (int t = 0; t < episode._weights.Length; t++)
            {
                weights[t] += episode._weights[t];
                means[t] += episode._payments[t];
            }

            ending[episode._weights.Length - 1] += episode._weights[^1];
        }

        double value = 0;
        double discount = 1;
        double ended = 0;
        double[] scales = new double[steps];
        for (int t = 0; t < steps; t++)
        {
            weights[t] += ended;
            means[t] /= weights[t];
            value += discount * means[t];
            scales[t] = discount / weights[t];
            discount *= gamma;
            ended += ending[t];
        }

        double squares = 0;
        foreach (WeightedSteps episode in episodes)
        {
            double change = episode.Change(means, scales);
            squares += change * change;
        }

        return (value, EpisodeEstimates.Error(squares, episodes.Count) * episodes.Count);
    }

    // What the episode changes in the value: Σₜ γᵗ (wₜ rₜ − vₜ wₜ) / Σᵢ wᵢₜ, its last weight after its end.
    private double Change(double[] means, double[] scales)
    {
        double change = 0;
        for (int t = 0; t < means.Length; t++)
        {
            bool isOver = t >= _weights.Length;
            double weight = isOver ? _weights[^1] : _weights[t];
            change += scales[t] * ((isOver ? 0 : _payments[t]) - (means[t] * weight));
        }

        return change;
    }
}
