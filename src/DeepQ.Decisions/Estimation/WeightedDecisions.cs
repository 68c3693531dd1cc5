namespace DeepQ.Decisions.Estimation;

/// <summary>Estimates what decisions would have been worth under another policy, doubly robust and weighted.</summary>
/// <remarks>
/// <para>
/// Dudík, Langford, Li: Doubly Robust Policy Evaluation and Learning (2011), with the weights of Thomas, Brunskill: Data-Efficient
/// Off-Policy Policy Evaluation (2016): the value is the mean of V(s) and, on top, the mean error of the model on what was logged,
/// each decision weighted by its ratio ρ. With the true probabilities it is right for many decisions, whatever the model says; and a
/// model that is off by as much everywhere costs nothing.
/// </para>
/// <para>
/// What an episode says is the value plus its influence on it, so that means, intervals and differences are those of the delta method.
/// </para>
/// </remarks>
internal sealed class WeightedDecisions
{
    private readonly List<(double Size, double Value, double Ratio, double Error)> _episodes = [];

    /// <summary>Takes the decisions of an episode.</summary>
    /// <param name="terms">What the estimate takes of each.</param>
    /// <param name="rewards">What came of each.</param>
    /// <param name="weight">How many episodes it stands for.</param>
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

    /// <summary>What each episode says in total; NaN where no decision was one that the policy would have made.</summary>
    public double[] Sums()
    {
        double size = _episodes.Sum(episode => episode.Size), ratio = _episodes.Sum(episode => episode.Ratio);
        double meanError = _episodes.Sum(episode => episode.Error) / ratio, meanRatio = ratio / size;
        return [.. _episodes.Select(episode =>
            episode.Value + (episode.Size * meanError) + ((episode.Error - (meanError * episode.Ratio)) / meanRatio))];
    }
}
