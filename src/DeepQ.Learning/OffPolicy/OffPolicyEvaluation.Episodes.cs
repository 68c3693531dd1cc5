using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;

namespace DeepQ.Learning.OffPolicy;

public sealed partial class OffPolicyEvaluation
{
    // The interval comes from whole fits to resampled episodes; the values are those of the fit to all episodes.
    private FittedPolicy FittedQ(PolicyProbabilities policy, Func<IReadOnlyList<LoggedEpisode>, PolicyProbabilities> policyFrom)
    {
        (RowValues values, bool isDone) = Fit(_episodes, policy);
        double value = StartValue(_episodes, values);
        // The error of a fit that a limit stopped is unknown, and other fits would not reveal it.
        if (_options.FittedQResamples == 0 || !isDone)
            return new FittedPolicy(new Estimate(value, double.NaN, double.NaN), values, [], isDone);

        List<double[]> finalValues = [];
        bool isFirst = true;
        Estimate estimate = Bootstrap.Normal(
            _episodes,
            sample =>
            {
                if (isFirst)
                {
                    isFirst = false;
                    return value;
                }

                using PolicyProbabilities drawn = policyFrom(sample);
                (RowValues drawnValues, _) = Fit(sample, drawn);
                finalValues.Add(FinalValues(drawnValues));
                return StartValue(sample, drawnValues);
            },
            _random,
            _options.FittedQResamples);
        return new FittedPolicy(estimate, values, finalValues, isDone);
    }

    /// <summary>
    /// The logged policy as it acted: in each state the logged action, in each next state the action of the next row.
    /// If the log does not have the next action, the model of the logged policy supplies its probabilities.
    /// </summary>
    private PolicyProbabilities Logged(PolicyProbabilities model)
    {
        int[] successors = new int[_rows.Count];
        Array.Fill(successors, -1);
        foreach (LoggedEpisode episode in _episodes)
        {
            int last = episode.First + episode.Count - 1;
            for (int row = episode.First; row < last; row++)
            {
                if (_rows.IsFollowed(row))
                    successors[row] = _rows.Actions[row + 1];
            }

            if (episode.Tail is { } tail)
                successors[last] = tail.Action;
        }

        return PolicyProbabilities.Known(_rows.ActionCount, _rows.Actions, successors, model);
    }

    // The model is fitted again to the resampled episodes, so that the interval includes its uncertainty.
    private PolicyProbabilities LoggedBy(IReadOnlyList<LoggedEpisode> sample)
    {
        bool needsModel = _episodes.Any(episode => episode.Tail is null &&
            !_rows.Terminated[episode.First + episode.Count - 1]) || !AllFollowed();
        if (!needsModel)
            return Logged(_behavior.Policy with { Owned = null });
        QNetwork network = _fit.Behavior(SlotsOf(sample), _behavior.Updates, _random.Fork(), _cancellationToken);
        return Logged(PolicyProbabilities.Soft(_rows, network.QValues, _behavior.Temperature, network));
    }

    private bool AllFollowed() => _episodes.All(episode =>
        Enumerable.Range(episode.First, episode.Count - 1).All(row => _rows.Terminated[row] || _rows.IsFollowed(row)));

    private Dictionary<int, float> TailRewards()
    {
        Dictionary<int, int> tails = _episodes.Where(episode => episode.Tail is not null)
            .ToDictionary(episode => episode.First + episode.Count - 1, episode => episode.Tail!.Action);
        FittedModelTrainer rewards = new(_rows.Log, _options, gamma: 0);
        using FittedValues values = rewards.Values(
            SlotsOf(_episodes), _behavior.Policy, _random.Fork(), _cancellationToken);
        Dictionary<int, float> paid = [];
        foreach ((_, TransitionBatch batch) in _rows.Blocks())
        {
            float[] q = new float[batch.Size * _rows.ActionCount];
            values.QValues(batch.NextStateRows, q);
            for (int i = 0; i < batch.Size; i++)
            {
                if (tails.TryGetValue(batch.Slots[i], out int action))
                    paid.Add(batch.Slots[i], q[(i * _rows.ActionCount) + action]);
            }
        }

        return paid;
    }

    private static int[] SlotsOf(IReadOnlyList<LoggedEpisode> episodes) =>
        [.. episodes.SelectMany(episode => Enumerable.Range(episode.First, episode.Count))];

    private (ScoredEpisode[] Episodes, bool AreDone) CrossFitted(PolicyProbabilities policy, double[] propensities)
    {
        int folds = Math.Min(_options.Folds, _episodes.Length);
        int[] part = _split.PartOf(folds, _rows.Count);
        ScoredEpisode[] scored = new ScoredEpisode[_episodes.Length];
        bool areDone = true;
        for (int fold = 0; fold < folds; fold++)
        {
            LoggedEpisode[] others = [.. _episodes.Where(episode => folds == 1 || part[episode.First] != fold)];
            (RowValues values, bool isDone) = Fit(others, policy);
            areDone &= isDone;
            for (int i = 0; i < scored.Length; i++)
            {
                if (part[_episodes[i].First] == fold)
                    scored[i] = Score(_episodes[i], policy, propensities, values);
            }
        }

        return (scored, areDone);
    }

    private (RowValues Values, bool IsDone) Fit(IReadOnlyList<LoggedEpisode> episodes, PolicyProbabilities policy)
    {
        using FittedValues values = _fit.Values(SlotsOf(episodes), policy, _random.Fork(), _cancellationToken);
        return (RowValues.Of(_rows, values.QValues, policy), values.IsDone);
    }

    private static double StartValue(IReadOnlyList<LoggedEpisode> episodes, RowValues values) =>
        episodes.Average(episode => values.States[episode.First]);

    private ScoredEpisode Score(
        LoggedEpisode episode, PolicyProbabilities policy, double[] propensities, RowValues values, bool withModel = true)
    {
        int[] steps = [.. Enumerable.Range(episode.First, episode.Count)];
        return new ScoredEpisode(
            [.. steps.Select(i => (double)_rows.Rewards[i])],
            [.. steps.Select(i => _judged[i] / propensities[i])],
            FinalValue(episode, values, TailRatio(episode, policy)),
            withModel ? [.. steps.Select(i => (double)values.Logged[i])] : null,
            withModel ? [.. steps.Select(i => values.States[i])] : null);
    }

    // The logged policy itself needs no ratio.
    private ScoredEpisode Own(LoggedEpisode episode, RowValues values)
    {
        int[] steps = [.. Enumerable.Range(episode.First, episode.Count)];
        return new ScoredEpisode(
            [.. steps.Select(i => (double)_rows.Rewards[i])],
            [.. steps.Select(_ => 1.0)],
            FinalValue(episode, values, tailRatio: 1));
    }

    // If one more step was taken whose next state is not known, it contributes its reward minus the model's. If the
    // model is right that difference is zero on average, so the reward counts without bias.
    private double FinalValue(LoggedEpisode episode, RowValues values, double tailRatio)
    {
        int last = episode.First + episode.Count - 1;
        if (_rows.Terminated[last])
            return 0;
        double value = values.Successors[last];
        return episode.Tail is { } tail ? value + (tailRatio * (tail.Reward - _tailRewards[last])) : value;
    }

    private double[] FinalValues(RowValues values) =>
        [.. _episodes.Select(episode => episode.First + episode.Count - 1)
            .Select(last => _rows.Terminated[last] ? 0 : values.Successors[last])];

    /// <summary>
    /// Makes an interval longer by what the fits to drawn episodes differ in the values of the states where episodes were
    /// Extends an interval by the differences between fits to resampled episodes in the values of states where episodes
    /// were cut off. Both come from the same steps, so the two errors add up rather than their squares. The values of a
    /// fit that has not converged leave no interval.
    /// </summary>
    private Estimate WithFinals(Estimate estimate, double[] weights, FittedPolicy fitted)
    {
        List<double[]> finalValues = fitted.FinalValues;
        if (!fitted.IsDone && _episodes.Any(episode => !_rows.Terminated[episode.First + episode.Count - 1]))
            return estimate.WithoutInterval;
        if (finalValues.Count < 2)
            return estimate;
        double[] discounts = [.. _episodes.Select(episode => Math.Pow(_gamma, episode.Count))];
        double[] drawn = [.. finalValues.Select(values => values.Select((value, i) => weights[i] * discounts[i] * value).Sum())];
        double reach = Bootstrap.Reach(drawn);
        return estimate with { Lower = estimate.Lower - reach, Upper = estimate.Upper + reach };
    }

    private double TailRatio(LoggedEpisode episode, PolicyProbabilities policy)
    {
        if (episode.Tail is not { } tail)
            return 1;
        int last = episode.First + episode.Count - 1;
        return Probability(policy, last, tail.Action) /
            (double)(tail.Propensity ?? Probability(_behavior.Policy, last, tail.Action));
    }

    private float Probability(PolicyProbabilities policy, int row, int action)
    {
        float[] probabilities = new float[_rows.ActionCount];
        policy.Successors([row], probabilities);
        return probabilities[action];
    }
}
