namespace DeepQ.Learning;

/// <summary>Logged episodes that value a policy: by fitted Q evaluation, put right by what was paid where that says enough.</summary>
internal sealed class ValidationPart(LoggedData episodes, OffPolicyOptions options, double gamma) : IDisposable
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
        PolicyTable policy = PolicyTable.Greedy(_rows, network.QValues);
        LoggedEpisode[] all = [.. _rows.Log.Episodes!];
        float[]? chosen =
            _rows.Log.Propensities is not null && all.Length >= 2 * FewEpisodes ? policy.OfLogged(_rows) : null;
        if (chosen is null || !IsFollowed(chosen, all))
            return Worth(all, all, (episode, values) => values.States[episode.First]);
        int half = (all.Length + 1) / 2;
        double first = Worth(all[half..], all[..half], (episode, values) => DoublyRobustValue(episode, chosen, values));
        double second = Worth(all[..half], all[half..], (episode, values) => DoublyRobustValue(episode, chosen, values));
        return ((first * half) + (second * (all.Length - half))) / all.Length;

        // What some episodes are worth by a fit to others.
        double Worth(LoggedEpisode[] fitted, LoggedEpisode[] valued, Func<LoggedEpisode, RowValues, double> value)
        {
            int[] slots = [.. fitted.SelectMany(episode => Enumerable.Range(episode.First, episode.Count))];
            using FittedValues q = _fit.Values(slots, policy, random, cancellationToken);
            if (!q.IsDone)
                return double.NaN;
            RowValues values = RowValues.Of(_rows, q.QValues, policy);
            return valued.Average(episode => value(episode, values));
        }
    }

    public void Dispose() => _rows.Log.Dispose();

    private bool IsFollowed(float[] chosen, LoggedEpisode[] all) =>
        ImportanceSampling.EffectiveSampleSize([.. all.Select(episode => Score(episode, chosen, 0, [], []))])
            >= Math.Max(FewEpisodes, LeastPart * all.Length);

    private double DoublyRobustValue(LoggedEpisode episode, float[] chosen, RowValues values)
    {
        int last = episode.First + episode.Count - 1;
        return DoublyRobust.ValueOf(
            Score(
                episode,
                chosen,
                _rows.Terminated[last] ? 0 : values.Successors[last],
                [.. Steps(episode).Select(row => (double)values.Logged[row])],
                [.. Steps(episode).Select(row => values.States[row])]),
            gamma);
    }

    private ScoredEpisode Score(
        LoggedEpisode episode, float[] chosen, double final, double[] actionValues, double[] stateValues) => new(
        [.. Steps(episode).Select(row => (double)_rows.Rewards[row])],
        [.. Steps(episode).Select(row => (double)chosen[row] / _rows.Log.Propensities![row])],
        final,
        actionValues,
        stateValues);

    private static IEnumerable<int> Steps(LoggedEpisode episode) => Enumerable.Range(episode.First, episode.Count);
}
