namespace DeepQ.Learning.OffPolicy;

/// <summary>The weights of an episode for weighted per-decision importance sampling.</summary>
/// <remarks>
/// Weights are relative to the greatest one of their step in the whole log, because the product of many ratios
/// overflows.
/// </remarks>
internal sealed class StepwiseImportanceWeights
{
    private readonly double[] _weights;
    private readonly double[] _payments;
    private readonly double[] _carried;

    private StepwiseImportanceWeights(ScoredEpisode episode, double[] greatest, double[] carried)
    {
        // One more than the episode has steps: the value of the state where it was cut off.
        _weights = new double[episode.Length + 1];
        _payments = new double[episode.Length + 1];
        _carried = carried;
        double log = 0;
        for (int t = 0; t < episode.Length; t++)
        {
            log += Math.Log(episode.Ratios[t]);
            double weight = Relative(log, greatest[t]);
            (_weights[t], _payments[t]) = (weight, weight * episode.Rewards[t]);
        }

        double last = Relative(log, greatest[episode.Length]);
        (_weights[^1], _payments[^1]) = (last, last * episode.FinalValue);
    }

    /// <summary>Computes the weights of the episodes of a log.</summary>
    public static StepwiseImportanceWeights[] Of(IReadOnlyList<ScoredEpisode> episodes)
    {
        // An episode that has ended keeps its weight.
        double[] greatest = new double[episodes.Max(episode => episode.Length) + 1];
        Array.Fill(greatest, double.NegativeInfinity);
        foreach (ScoredEpisode episode in episodes)
        {
            double log = 0;
            for (int t = 0; t < greatest.Length; t++)
            {
                log += t < episode.Length ? Math.Log(episode.Ratios[t]) : 0;
                greatest[t] = Math.Max(greatest[t], log);
            }
        }

        double[] carried = new double[greatest.Length];
        for (int t = 1; t < carried.Length; t++)
            carried[t] = Relative(greatest[t - 1], greatest[t]);
        return [.. episodes.Select(episode => new StepwiseImportanceWeights(episode, greatest, carried))];
    }

    /// <summary>
    /// Computes Σₜ γᵗ vₜ with vₜ = (Σᵢ wᵢₜ rᵢₜ) / (Σᵢ wᵢₜ), where an episode that has ended keeps its weight, and the
    /// standard error.
    /// </summary>
    public static (double Value, double Error) Value(IReadOnlyList<StepwiseImportanceWeights> episodes, double gamma)
    {
        int steps = episodes.Max(episode => episode._weights.Length);
        double[] carried = episodes[0]._carried;
        double[] weights = new double[steps];
        double[] means = new double[steps];
        double[] ending = new double[steps];
        foreach (StepwiseImportanceWeights episode in episodes)
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
            ended *= carried[t];
            weights[t] += ended;
            means[t] /= weights[t];
            value += discount * means[t];
            scales[t] = discount / weights[t];
            discount *= gamma;
            ended += ending[t];
        }

        double squares = 0;
        foreach (StepwiseImportanceWeights episode in episodes)
        {
            double change = episode.Change(means, scales);
            squares += change * change;
        }

        return (value, EpisodeEstimates.Error(squares, episodes.Count) * episodes.Count);
    }

    // The influence of the episode on the value: Σₜ γᵗ (wₜ rₜ − vₜ wₜ) / Σᵢ wᵢₜ, with its last weight after its end.
    private double Change(double[] means, double[] scales)
    {
        double change = 0;
        double last = _weights[^1];
        for (int t = 0; t < means.Length; t++)
        {
            bool isOver = t >= _weights.Length;
            if (isOver)
                last *= _carried[t];
            double weight = isOver ? last : _weights[t];
            change += scales[t] * ((isOver ? 0 : _payments[t]) - (means[t] * weight));
        }

        return change;
    }

    private static double Relative(double log, double greatest) =>
        double.IsNegativeInfinity(greatest) ? 0 : Math.Exp(log - greatest);
}
