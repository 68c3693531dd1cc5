namespace DeepQ.Learning;

internal sealed partial class OffPolicyEvaluation
{
    // The interval comes from whole fits to drawn episodes; the values are those of the fit to all of them.
    private FittedPolicy FittedQ(PolicyTable policy, Func<IReadOnlyList<LoggedEpisode>, PolicyTable> policyFrom)
    {
        (float[] states, float[] successors, bool isDone) = Fit(_episodes, policy);
        double value = StartValue(_episodes, policy, states);
        // What a limit ended says nothing of how far off it is, and other fits would not either.
        if (_options.FittedQResamples == 0 || !isDone)
            return new FittedPolicy(new Estimate(value, double.NaN, double.NaN), successors, [], isDone);

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

                PolicyTable drawn = policyFrom(sample);
                (float[] drawnStates, float[] drawnSuccessors, _) = Fit(sample, drawn);
                finalValues.Add(FinalValues(drawn, drawnSuccessors));
                return StartValue(sample, drawn, drawnStates);
            },
            _random,
            _options.FittedQResamples);
        return new FittedPolicy(estimate, successors, finalValues, isDone);
    }

    /// <summary>
    /// The logged policy as it acted: in each state the logged action, in each successor that of the next row. Where the
    /// log does not tell what came next, the model of the logged policy says how likely each action was.
    /// </summary>
    private PolicyTable Logged(PolicyTable model)
    {
        float[] states = new float[model.States.Length];
        float[] successors = [.. model.Successors];
        for (int row = 0; row < _rows.Count; row++)
            states[At(row, _rows.Actions[row])] = 1;
        foreach (LoggedEpisode episode in _episodes)
        {
            int last = episode.First + episode.Count - 1;
            for (int row = episode.First; row < last; row++)
            {
                if (_rows.IsFollowed(row))
                    SetNext(row, _rows.Actions[row + 1]);
            }

            if (episode.Tail is { } tail)
                SetNext(last, tail.Action);
        }

        return new PolicyTable(states, successors);

        void SetNext(int row, int action)
        {
            Array.Clear(successors, At(row, 0), _rows.ActionCount);
            successors[At(row, action)] = 1;
        }
    }

    // The model is fitted anew to the drawn episodes, so that the interval has its uncertainty too.
    private PolicyTable LoggedBy(IReadOnlyList<LoggedEpisode> sample)
    {
        bool needsModel = _episodes.Any(episode => episode.Tail is null &&
            !_rows.Terminated[episode.First + episode.Count - 1]) || !AllFollowed();
        if (!needsModel)
            return Logged(_behavior.Policy);
        using QNetwork network = _fit.Behavior(SlotsOf(sample), _behavior.Updates, _random.Fork(), _cancellationToken);
        (float[] states, float[] successors) = _rows.Values(network.QValues);
        return Logged(PolicyTable.Soft(_rows, states, successors, _behavior.Temperature));
    }

    private bool AllFollowed() => _episodes.All(episode =>
        Enumerable.Range(episode.First, episode.Count - 1).All(row => _rows.Terminated[row] || _rows.IsFollowed(row)));

    private float[] NextRewards()
    {
        LoggedFit rewards = new(_rows.Log, _options, gamma: 0);
        using FittedValues values = rewards.Values(
            SlotsOf(_episodes), _behavior.Policy, _random.Fork(), _cancellationToken);
        return _rows.Values(values.QValues).Successors;
    }

    private static int[] SlotsOf(IReadOnlyList<LoggedEpisode> episodes) =>
        [.. episodes.SelectMany(episode => Enumerable.Range(episode.First, episode.Count))];

    private (ScoredEpisode[] Episodes, bool AreDone) CrossFitted(PolicyTable policy, double[] propensities)
    {
        int folds = Math.Min(_options.Folds, _episodes.Length);
        int[] part = _split.PartOf(folds, _rows.Count);
        ScoredEpisode[] scored = new ScoredEpisode[_episodes.Length];
        bool areDone = true;
        for (int fold = 0; fold < folds; fold++)
        {
            LoggedEpisode[] others = [.. _episodes.Where(episode => folds == 1 || part[episode.First] != fold)];
            (float[] states, float[] successors, bool isDone) = Fit(others, policy);
            areDone &= isDone;
            for (int i = 0; i < scored.Length; i++)
            {
                if (part[_episodes[i].First] == fold)
                    scored[i] = Score(_episodes[i], policy, propensities, states, successors);
            }
        }

        return (scored, areDone);
    }

    private (float[] States, float[] Successors, bool IsDone) Fit(IReadOnlyList<LoggedEpisode> episodes, PolicyTable policy)
    {
        using FittedValues values = _fit.Values(SlotsOf(episodes), policy, _random.Fork(), _cancellationToken);
        (float[] states, float[] successors) = _rows.Values(values.QValues);
        return (states, successors, values.IsDone);
    }

    private double StartValue(IReadOnlyList<LoggedEpisode> episodes, PolicyTable policy, float[] values) =>
        episodes.Average(episode => Expected(policy.States, values, episode.First));

    private ScoredEpisode Score(
        LoggedEpisode episode, PolicyTable policy, double[] propensities, float[]? values, float[] nextValues)
    {
        int[] steps = [.. Enumerable.Range(episode.First, episode.Count)];
        return new ScoredEpisode(
            [.. steps.Select(i => (double)_rows.Rewards[i])],
            [.. steps.Select(i => policy.States[At(i, _rows.Actions[i])] / propensities[i])],
            FinalValue(episode, policy, nextValues, TailRatio(episode, policy)),
            values is null ? null : [.. steps.Select(i => (double)values[At(i, _rows.Actions[i])])],
            values is null ? null : [.. steps.Select(i => Expected(policy.States, values, i))]);
    }

    // Of the logged policy itself no ratio is needed.
    private ScoredEpisode Own(LoggedEpisode episode, PolicyTable policy, float[] nextValues)
    {
        int[] steps = [.. Enumerable.Range(episode.First, episode.Count)];
        return new ScoredEpisode(
            [.. steps.Select(i => (double)_rows.Rewards[i])],
            [.. steps.Select(_ => 1.0)],
            FinalValue(episode, policy, nextValues, tailRatio: 1));
    }

    // Where one more step was taken whose successor is not known, it tells what it paid beside what a model says that
    // it pays. In the mean that difference is zero where the model is right, so that the reward counts without a lean.
    private double FinalValue(LoggedEpisode episode, PolicyTable policy, float[] nextValues, double tailRatio)
    {
        int last = episode.First + episode.Count - 1;
        if (_rows.Terminated[last])
            return 0;
        double value = Expected(policy.Successors, nextValues, last);
        return episode.Tail is { } tail
            ? value + (tailRatio * (tail.Reward - _nextRewards![At(last, tail.Action)]))
            : value;
    }

    private double[] FinalValues(PolicyTable policy, float[] nextValues)
    {
        return [.. _episodes.Select(episode => episode.First + episode.Count - 1)
            .Select(last => _rows.Terminated[last] ? 0 : Expected(policy.Successors, nextValues, last))];
    }

    /// <summary>
    /// Makes an interval longer by what the fits to drawn episodes differ in the values of the states where episodes were
    /// cut off. Both come from the same steps, so that the two errors add up, rather than their squares. Values of a fit that is not
    /// done leave no interval.
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

    private double TailRatio(LoggedEpisode episode, PolicyTable policy)
    {
        if (episode.Tail is not { } tail)
            return 1;
        int at = At(episode.First + episode.Count - 1, tail.Action);
        return policy.Successors[at] / (double)(tail.Propensity ?? _behavior.Policy.Successors[at]);
    }

    private double Expected(float[] probabilities, float[] values, int row)
    {
        double sum = 0;
        for (int i = At(row, 0); i < At(row, _rows.ActionCount); i++)
            sum += probabilities[i] * values[i];
        return sum;
    }
}
