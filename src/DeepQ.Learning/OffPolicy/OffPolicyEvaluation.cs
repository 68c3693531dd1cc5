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
    private BehaviorModel _behavior = null!;
    // What is paid for each action in each successor, by a model; null where no step is without its successor.
    private float[]? _nextRewards;

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
        _behavior = behavior;
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
            FitsAreDone = values?.FitsAreDone ?? true,
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
        return metrics with
        {
            Warnings =
            [
                .. MetricWarnings.Of(metrics, _rows.ActionCount, _options),
                .. PropensityCheck.Problem(logged, _rows.ActionCount) is { } problem ? [problem] : Array.Empty<string>(),
                .. _rows.Log.Report?.Bias is { } bias ? [bias] : Array.Empty<string>(),
                .. _rows.Log.Report?.Repeats is { } repeats ? [repeats] : Array.Empty<string>(),
            ],
        };
    }

    private PolicyValues PolicyValues(PolicyTable judged, PolicyTable behavior, double[] propensities)
    {
        FittedPolicy fitted = FittedQ(judged, _ => judged);
        PolicyTable logged = Logged(behavior);
        FittedPolicy fittedLog = FittedQ(logged, LoggedBy);
        _nextRewards = _episodes.Any(episode => episode.Tail is not null) ? NextRewards() : null;
        (ScoredEpisode[] scored, bool areDone) = CrossFitted(judged, propensities);
        // The same final values for all forms of importance sampling: those of the fit to everything.
        ScoredEpisode[] weighted =
            [.. _episodes.Select(episode => Score(episode, judged, propensities, null, fitted.Successors))];
        ScoredEpisode[] own = [.. _episodes.Select(episode => Own(episode, logged, fittedLog.Successors))];
        EpisodeEstimates estimates = new(_gamma, _random, _options.Resamples);
        double[] relative = ImportanceSampling.RelativeWeights(weighted);
        double total = relative.Sum();
        double[] parts = [.. relative.Select(weight => total == 0 ? 0 : weight / total)];
        double[] same = [.. _episodes.Select(_ => 1.0 / _episodes.Length)];
        double size = ImportanceSampling.EffectiveSampleSize(weighted);
        Estimate loggedReturn = WithFinals(estimates.Ordinary(own), same, fittedLog);
        Estimate doublyRobust = WithFinals(estimates.DoublyRobust(scored), parts, fitted);
        return new PolicyValues
        {
            FittedQ = fitted.Estimate.LongerBy(fittedLog.Estimate.MissOf(loggedReturn)),
            LoggedFittedQ = fittedLog.Estimate,
            DoublyRobust = areDone ? doublyRobust : doublyRobust.WithoutInterval,
            Ordinary = Sampled(estimates.Ordinary),
            PerDecision = Sampled(estimates.PerDecision),
            Weighted = Sampled(estimates.Weighted),
            WeightedPerDecision = Sampled(estimates.WeightedPerDecision),
            LoggedReturn = loggedReturn,
            EffectiveSampleSize = size,
            FitsAreDone = areDone && fitted.IsDone && fittedLog.IsDone,
        };

        // Where no episode has a weight there is nothing to take a mean of.
        Estimate? Sampled(Func<IReadOnlyList<ScoredEpisode>, Estimate> estimate) =>
            size == 0 ? null : WithFinals(estimate(weighted), parts, fitted);
    }

    private double Mean(Func<int, double> figure) => Enumerable.Range(0, _rows.Count).Average(figure);

    private int At(int row, int action) => (row * _rows.ActionCount) + action;
}
