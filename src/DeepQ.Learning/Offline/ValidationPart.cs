namespace DeepQ.Learning;

/// <summary>Logged episodes that value a policy: by fitted Q evaluation, put right by what was paid where that says enough.</summary>
internal sealed class ValidationPart(LoggedData episodes, OffPolicyOptions options, double gamma)
{
    private const int FewEpisodes = 30;
    private const double LeastPart = 0.05;

    private readonly LoggedRows _rows = new(episodes);
    private readonly LoggedFit _fit = new(episodes, options, gamma);

    /// <summary>
    /// The estimated discounted return of the greedy policy from the first states of the episodes; NaN where a fit was ended
    /// by a limit.
    /// </summary>
    /// <remarks>
    /// With logged propensities it is the doubly robust estimate, as long as enough episodes went as the policy would: it stays
    /// right where the fit is wrong.
    /// </remarks>
    public double Value(QNetwork network, Xoshiro256 random, CancellationToken cancellationToken)
    {
        (float[] states, float[] successors) = _rows.Values(network.QValues);
        PolicyTable policy = PolicyTable.Greedy(_rows, states, successors);
        LoggedEpisode[] all = [.. _rows.Log.Episodes!];
        if (!IsFollowed(policy, all))
            return Worth(all, all, policy, FirstValue, random, cancellationToken);
        int half = (all.Length + 1) / 2;
        double first = Worth(all[half..], all[..half], policy, DoublyRobustValue, random, cancellationToken);
        double second = Worth(all[..half], all[half..], policy, DoublyRobustValue, random, cancellationToken);
        return ((first * half) + (second * (all.Length - half))) / all.Length;
    }

    private delegate double EpisodeValue(LoggedEpisode episode, PolicyTable policy, float[] states, float[] successors);

    // What some episodes are worth by a fit to others.
    private double Worth(
        LoggedEpisode[] fitted,
        LoggedEpisode[] valued,
        PolicyTable policy,
        EpisodeValue value,
        Xoshiro256 random,
        CancellationToken cancellationToken)
    {
        int[] slots = [.. fitted.SelectMany(episode => Enumerable.Range(episode.First, episode.Count))];
        using FittedValues q = _fit.Values(slots, policy, random, cancellationToken);
        if (!q.IsDone)
            return double.NaN;
        (float[] states, float[] successors) = _rows.Values(q.QValues);
        return valued.Average(episode => value(episode, policy, states, successors));
    }

    private bool IsFollowed(PolicyTable policy, LoggedEpisode[] all) =>
        _rows.Log.Propensities is not null && all.Length >= 2 * FewEpisodes &&
        ImportanceSampling.EffectiveSampleSize([.. all.Select(episode => Score(episode, policy, 0, [], []))])
            >= Math.Max(FewEpisodes, LeastPart * all.Length);

    private double FirstValue(LoggedEpisode episode, PolicyTable policy, float[] states, float[] successors) =>
        Mean(policy.States, states, episode.First);

    private double DoublyRobustValue(LoggedEpisode episode, PolicyTable policy, float[] states, float[] successors)
    {
        int[] steps = [.. Steps(episode)];
        int last = steps[^1];
        return DoublyRobust.ValueOf(
            Score(
                episode,
                policy,
                _rows.Terminated[last] ? 0 : Mean(policy.Successors, successors, last),
                [.. steps.Select(row => (double)states[At(row)])],
                [.. steps.Select(row => Mean(policy.States, states, row))]),
            gamma);
    }

    private ScoredEpisode Score(
        LoggedEpisode episode, PolicyTable policy, double final, double[] actionValues, double[] stateValues) => new(
        [.. Steps(episode).Select(row => (double)_rows.Rewards[row])],
        [.. Steps(episode).Select(row => (double)policy.States[At(row)] / _rows.Log.Propensities![row])],
        final,
        actionValues,
        stateValues);

    private static IEnumerable<int> Steps(LoggedEpisode episode) => Enumerable.Range(episode.First, episode.Count);

    private int At(int row) => (row * _rows.ActionCount) + _rows.Actions[row];

    private double Mean(float[] probabilities, float[] values, int row) =>
        Enumerable.Range(row * _rows.ActionCount, _rows.ActionCount).Sum(i => (double)probabilities[i] * values[i]);
}
