namespace DeepQ.Learning;

/// <summary>Judges a policy by the logged data of another one.</summary>
internal sealed partial class OffPolicyEvaluation
{
    private readonly LoggedRows _rows;
    private readonly LoggedFit _fit;
    private readonly OffPolicyOptions _options;
    private readonly double _gamma;
    private readonly Xoshiro256 _random;
    private readonly CancellationToken _cancellationToken;
    private readonly EpisodeSplit _split;
    private readonly LoggedEpisode[] _episodes;

    private OffPolicyEvaluation(
        LoggedData log, double gamma, OffPolicyOptions options, Xoshiro256 random, CancellationToken cancellationToken)
    {
        _rows = new LoggedRows(log);
        _fit = new LoggedFit(log, options, gamma);
        _split = new EpisodeSplit(log, random);
        _episodes = [.. log.Episodes?.Where(episode => episode.Count > 0) ?? []];
        (_options, _gamma, _random, _cancellationToken) = (options, gamma, random, cancellationToken);
    }

    /// <summary>Judges the policy that the options make of values.</summary>
    /// <param name="log">The data.</param>
    /// <param name="policy">The values.</param>
    /// <param name="gamma">The discount factor γ.</param>
    /// <param name="options">The settings.</param>
    /// <param name="random">The generator that everything is drawn from.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="TrainingDivergedException">A fit diverged.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was cancelled.</exception>
    public static PolicyMetrics Run(
        LoggedData log,
        QFunction policy,
        double gamma,
        OffPolicyOptions options,
        Xoshiro256 random,
        CancellationToken cancellationToken = default) =>
        new OffPolicyEvaluation(log, gamma, options, random, cancellationToken).Run(policy);

    private PolicyMetrics Run(QFunction policy)
    {
        (float[] states, float[] successors) = _rows.Values(policy);
        PolicyTable judged = PolicyTable.Of(_rows, states, successors, _options);
        BehaviorModel behavior = BehaviorModel.Fit(_rows, _split, _fit, _random.Fork(), _cancellationToken);
        IReadOnlyList<float>? logged = _rows.Log.Propensities;
        double[] propensities =
            [.. _rows.Actions.Select((action, i) => (double)(logged?[i] ?? behavior.Policy.States[At(i, action)]))];
        PolicyValues? values = _episodes.Length == 0 ? null : PolicyValues(judged, behavior.Policy, propensities);
        PolicyMetrics metrics = new()
        {
            Transitions = _rows.Count,
            Episodes = _rows.Log.Episodes is null ? null : _episodes.Length,
            Gamma = _gamma,
            FittedQ = values?.FittedQ,
            DoublyRobust = values?.DoublyRobust,
            ImportanceSampling = values?.Ordinary,
            PerDecisionImportanceSampling = values?.PerDecision,
            WeightedImportanceSampling = values?.Weighted,
            WeightedPerDecisionImportanceSampling = values?.WeightedPerDecision,
            LoggedReturn = values?.LoggedReturn,
            LoggedFittedQ = values?.LoggedFittedQ,
            EffectiveSampleSize = values?.EffectiveSampleSize,
            Agreement = Mean(i => judged.States[At(i, _rows.Actions[i])]),
            Support = Mean(i => Enumerable.Range(At(i, 0), _rows.ActionCount)
                .Where(at => behavior.Policy.States[at] >= _options.SupportThreshold)
                .Sum(at => (double)judged.States[at])),
            TemporalDifferenceError = Mean(i => Math.Abs(
                _rows.Rewards[i] - states[At(i, _rows.Actions[i])] +
                (_rows.Terminated[i] ? 0 : _gamma * Expected(judged.Successors, successors, i)))),
            PropensitiesAreEstimated = logged is null,
            BehaviorLoss = behavior.Loss,
            BehaviorTemperature = behavior.Temperature,
        };
        return metrics with { Warnings = MetricWarnings.Of(metrics, _rows.ActionCount, _options) };
    }

    private PolicyValues PolicyValues(PolicyTable judged, PolicyTable behavior, double[] propensities)
    {
        (Estimate fittedQ, float[] values, float[] nextValues) = FittedQ(judged);
        (Estimate loggedFittedQ, _, float[] loggedNextValues) = FittedQ(behavior);
        ScoredEpisode[] scored = CrossFitted(judged, propensities);
        // The same final values for all forms of importance sampling: those of the fit to everything.
        ScoredEpisode[] weighted =
            [.. _episodes.Select(episode => Score(episode, judged, propensities, values, nextValues))];
        ScoredEpisode[] own = [.. _episodes.Select(episode => Own(episode, behavior, loggedNextValues))];
        EpisodeEstimates estimates = new(_gamma, _random, _options.Resamples);
        return new PolicyValues
        {
            FittedQ = fittedQ,
            LoggedFittedQ = loggedFittedQ,
            DoublyRobust = estimates.DoublyRobust(scored),
            Ordinary = estimates.Ordinary(weighted),
            PerDecision = estimates.PerDecision(weighted),
            Weighted = estimates.Weighted(weighted),
            WeightedPerDecision = estimates.WeightedPerDecision(weighted),
            LoggedReturn = estimates.Ordinary(own),
            EffectiveSampleSize = ImportanceSampling.EffectiveSampleSize(weighted),
        };
    }

    private double Mean(Func<int, double> figure) => Enumerable.Range(0, _rows.Count).Average(figure);

    private int At(int row, int action) => (row * _rows.ActionCount) + action;
}
