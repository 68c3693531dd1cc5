using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Offline;

/// <summary>
/// Logged episodes that evaluate a policy: by fitted Q evaluation, corrected by observed rewards if enough episodes
/// agree with the policy.
/// </summary>
internal sealed class ValidationPart(LoggedData episodes, OffPolicyOptions options, double gamma) : IDisposable
{
    private const int FewEpisodes = 30;
    private const double LeastPart = 0.05;

    private readonly LoggedEpisode[] _episodes = [.. episodes.Episodes!.Where(episode => episode.Count > 0)];

    /// <summary>The rows of the episodes.</summary>
    public TransitionTable Rows { get; } = new(episodes);

    /// <summary>The fits.</summary>
    public FittedModelTrainer Fit { get; } = new(episodes, options, gamma);

    /// <summary>
    /// The estimated discounted return of the greedy policy from the first states of the episodes; NaN if a fit did not
    /// converge.
    /// </summary>
    /// <remarks>
    /// With logged propensities it is the doubly robust estimate, provided that enough episodes agree with the policy:
    /// that stays unbiased if the fit is wrong.
    /// </remarks>
    public double Value(QNetwork network, Xoshiro256 random, CancellationToken cancellationToken)
    {
        PolicyProbabilities policy = PolicyProbabilities.Greedy(Rows, network.QValues);
        if (Followed(policy) is null)
            return Worth(_episodes, _episodes, policy, (episode, values) => values.States[episode.First], random, cancellationToken);
        double[] halves = Parts(policy, 2, random, cancellationToken);
        int half = FirstOf(1, 2);
        return ((halves[0] * half) + (halves[1] * (_episodes.Length - half))) / _episodes.Length;
    }

    /// <summary>Computes the same for each fold of the episodes, by a fit to the others.</summary>
    /// <remarks>Fits draw the same for every policy, so that two values differ only by their policies.</remarks>
    public double[] Parts(PolicyProbabilities policy, int count, Xoshiro256 random, CancellationToken cancellationToken)
    {
        float[]? chosen = Followed(policy);
        double[] values = new double[count];
        for (int part = 0; part < count; part++)
        {
            (int first, int end) = (FirstOf(part, count), FirstOf(part + 1, count));
            values[part] = Worth(
                [.. _episodes[..first], .. _episodes[end..]], _episodes[first..end], policy, Value, random.Fork(), cancellationToken);
        }

        return values;

        double Value(LoggedEpisode episode, RowValues values) =>
            chosen is null ? values.States[episode.First] : DoublyRobustValue(episode, chosen, values);
    }

    /// <summary>Disposes the episodes.</summary>
    public void Dispose() => Rows.Log.Dispose();

    private int FirstOf(int part, int count) => (int)((long)part * _episodes.Length / count);

    // The value in some episodes according to a fit to others.
    private double Worth(
        LoggedEpisode[] fitted,
        LoggedEpisode[] valued,
        PolicyProbabilities policy,
        Func<LoggedEpisode, RowValues, double> value,
        Xoshiro256 random,
        CancellationToken cancellationToken)
    {
        int[] slots = [.. fitted.SelectMany(Steps)];
        using FittedValues q = Fit.Values(slots, policy, random, cancellationToken);
        if (!q.IsDone)
            return double.NaN;
        RowValues values = RowValues.Of(Rows, q.QValues, policy);
        return valued.Average(episode => value(episode, values));
    }

    // π(a | s) of the logged actions if enough episodes agree with the policy; otherwise null.
    private float[]? Followed(PolicyProbabilities policy)
    {
        if (Rows.Log.Propensities is null || _episodes.Length < 2 * FewEpisodes)
            return null;
        float[] chosen = policy.OfLogged(Rows);
        double size = ImportanceSampling.EffectiveSampleSize([.. _episodes.Select(episode => Score(episode, chosen, 0, [], []))]);
        return size >= Math.Max(FewEpisodes, LeastPart * _episodes.Length) ? chosen : null;
    }

    private double DoublyRobustValue(LoggedEpisode episode, float[] chosen, RowValues values)
    {
        int last = episode.First + episode.Count - 1;
        return DoublyRobust.ValueOf(
            Score(
                episode,
                chosen,
                Rows.Terminated[last] ? 0 : values.Successors[last],
                [.. Steps(episode).Select(row => (double)values.Logged[row])],
                [.. Steps(episode).Select(row => values.States[row])]),
            gamma);
    }

    private ScoredEpisode Score(
        LoggedEpisode episode, float[] chosen, double final, double[] actionValues, double[] stateValues) => new(
        [.. Steps(episode).Select(row => (double)Rows.Rewards[row])],
        [.. Steps(episode).Select(row => (double)chosen[row] / Rows.Log.Propensities![row])],
        final,
        actionValues,
        stateValues);

    private static IEnumerable<int> Steps(LoggedEpisode episode) => Enumerable.Range(episode.First, episode.Count);
}
