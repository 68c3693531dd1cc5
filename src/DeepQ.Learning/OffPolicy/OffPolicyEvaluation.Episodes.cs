namespace DeepQ.Learning;

internal sealed partial class OffPolicyEvaluation
{
    // The interval comes from whole fits to drawn episodes; the values are those of the fit to all of them.
    private (Estimate Estimate, float[] States, float[] Successors) FittedQ(PolicyTable policy)
    {
        (float[] states, float[] successors) = Fit(_episodes, policy);
        double value = StartValue(_episodes, policy, states);
        if (_options.FittedQResamples == 0)
            return (new Estimate(value, double.NaN, double.NaN), states, successors);

        bool isFirst = true;
        Estimate estimate = Bootstrap.Normal(
            _episodes,
            sample =>
            {
                if (!isFirst)
                    return StartValue(sample, policy, Fit(sample, policy).States);
                isFirst = false;
                return value;
            },
            _random,
            _options.FittedQResamples);
        return (estimate, states, successors);
    }

    private ScoredEpisode[] CrossFitted(PolicyTable policy, double[] propensities)
    {
        int folds = Math.Min(_options.Folds, _episodes.Length);
        int[] part = _split.PartOf(folds, _rows.Count);
        ScoredEpisode[] scored = new ScoredEpisode[_episodes.Length];
        for (int fold = 0; fold < folds; fold++)
        {
            LoggedEpisode[] others = [.. _episodes.Where(episode => folds == 1 || part[episode.First] != fold)];
            (float[] states, float[] successors) = Fit(others, policy);
            for (int i = 0; i < scored.Length; i++)
            {
                if (part[_episodes[i].First] == fold)
                    scored[i] = Score(_episodes[i], policy, propensities, states, successors);
            }
        }

        return scored;
    }

    private (float[] States, float[] Successors) Fit(IReadOnlyList<LoggedEpisode> episodes, PolicyTable policy)
    {
        int[] slots = [.. episodes.SelectMany(episode => Enumerable.Range(episode.First, episode.Count))];
        using QNetwork network = _fit.Values(slots, policy, _random.Fork(), _cancellationToken);
        return _rows.Values(network.QValues);
    }

    private double StartValue(IReadOnlyList<LoggedEpisode> episodes, PolicyTable policy, float[] values) =>
        episodes.Average(episode => Expected(policy.States, values, episode.First));

    private ScoredEpisode Score(
        LoggedEpisode episode, PolicyTable policy, double[] propensities, float[] values, float[] nextValues)
    {
        int[] steps = [.. Enumerable.Range(episode.First, episode.Count)];
        return new ScoredEpisode(
            [.. steps.Select(i => (double)_rows.Rewards[i])],
            [.. steps.Select(i => policy.States[At(i, _rows.Actions[i])] / propensities[i])],
            FinalValue(steps[^1], policy, nextValues),
            [.. steps.Select(i => (double)values[At(i, _rows.Actions[i])])],
            [.. steps.Select(i => Expected(policy.States, values, i))]);
    }

    // Of the logged policy itself no ratio is needed.
    private ScoredEpisode Own(LoggedEpisode episode, PolicyTable policy, float[] nextValues)
    {
        int[] steps = [.. Enumerable.Range(episode.First, episode.Count)];
        return new ScoredEpisode(
            [.. steps.Select(i => (double)_rows.Rewards[i])],
            [.. steps.Select(_ => 1.0)],
            FinalValue(steps[^1], policy, nextValues));
    }

    private double FinalValue(int last, PolicyTable policy, float[] nextValues) =>
        _rows.Terminated[last] ? 0 : Expected(policy.Successors, nextValues, last);

    private double Expected(float[] probabilities, float[] values, int row)
    {
        double sum = 0;
        for (int i = At(row, 0); i < At(row, _rows.ActionCount); i++)
            sum += probabilities[i] * values[i];
        return sum;
    }
}
