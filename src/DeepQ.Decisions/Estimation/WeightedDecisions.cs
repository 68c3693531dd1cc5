namespace DeepQ.Decisions.Estimation;

/// <summary>
/// Estimates the mean reward per decision under another policy with the weighted doubly robust estimator.
/// </summary>
/// <remarks>
/// <para>
/// Dudík, Langford, Li: Doubly Robust Policy Evaluation and Learning (2011), with the weights of Thomas, Brunskill: Data-Efficient
/// Off-Policy Policy Evaluation (2016): the value is the mean of V(s) plus the mean error of the model on the logged rewards,
/// each decision weighted by its ratio ρ. With the true probabilities it is consistent for any model, and a
/// model with a constant error costs nothing.
/// </para>
/// <para>
/// The contribution of an episode is the value plus the influence of the episode on it, so means, intervals and
/// differences are those of the delta method.
/// </para>
/// </remarks>
internal sealed class WeightedDecisions
{
    private readonly List<(double Size, double Value, double Ratio, double Error)> _episodes = [];

    /// <summary>Adds the decisions of an episode.</summary>
    /// <param name="terms">The terms of each decision.</param>
    /// <param name="rewards">The reward of each decision.</param>
    /// <param name="weight">The number of episodes that it represents.</param>
    public void Add(ReadOnlySpan<RowTerms> terms, ReadOnlySpan<double> rewards, double weight)
    {
        double value = 0, ratio = 0, error = 0;
        for (int i = 0; i < terms.Length; i++)
        {
            value += terms[i].StateValue;
            ratio += terms[i].Ratio;
            error += terms[i].Ratio * (rewards[i] - terms[i].ActionValue);
        }

        _episodes.Add((weight * terms.Length, weight * value, weight * ratio, weight * error));
    }

    /// <summary>
    /// The contribution of each episode; NaN if the policy would have made none of the logged decisions.
    /// </summary>
    public double[] Sums()
    {
        double size = _episodes.Sum(episode => episode.Size), ratio = _episodes.Sum(episode => episode.Ratio);
        double meanError = _episodes.Sum(episode => episode.Error) / ratio, meanRatio = ratio / size;
        return [.. _episodes.Select(episode =>
            episode.Value + (episode.Size * meanError) + ((episode.Error - (meanError * episode.Ratio)) / meanRatio))];
    }
}
