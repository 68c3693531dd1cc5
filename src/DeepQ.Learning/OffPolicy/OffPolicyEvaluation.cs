using DeepQ.Learning.Data;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Torch;

namespace DeepQ.Learning.OffPolicy;

/// <summary>Evaluates a policy on the logged data of another one.</summary>
public sealed partial class OffPolicyEvaluation
{
    private readonly TransitionTable _rows;
    private readonly FittedModelTrainer _fit;
    private readonly OffPolicyOptions _options;
    private readonly double _gamma;
    private readonly Xoshiro256 _random;
    private readonly CancellationToken _cancellationToken;
    private readonly EpisodeSplit _split;
    private readonly LoggedEpisode[] _episodes;
    private BehaviorModel _behavior = null!;
    // The probability of the logged action of each row under the evaluated policy.
    private float[] _judged = [];
    // The model's reward of the last action of an episode whose next state is not known, by the row before it.
    private Dictionary<int, float> _tailRewards = [];

    private OffPolicyEvaluation(
        LoggedData log, double gamma, OffPolicyOptions options, Xoshiro256 random, CancellationToken cancellationToken)
    {
        _rows = new TransitionTable(log);
        _fit = new FittedModelTrainer(log, options, gamma);
        _split = new EpisodeSplit(log, random);
        _episodes = [.. log.Episodes?.Where(episode => episode.Count > 0) ?? []];
        (_options, _gamma, _random, _cancellationToken) = (options, gamma, random, cancellationToken);
    }

    /// <summary>Evaluates the policy that the options derive from the Q-values of a network.</summary>
    /// <inheritdoc cref="Run(LoggedData, QFunction, double, OffPolicyOptions, Xoshiro256, CancellationToken)"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="log">The data.</param>
    /// <param name="policy">The network.</param>
    /// <param name="gamma">The discount factor γ.</param>
    /// <param name="options">The settings.</param>
    /// <param name="random">The generator of all draws.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    public static PolicyMetrics Run(
        LoggedData log,
        QNetwork policy,
        double gamma,
        OffPolicyOptions options,
        Xoshiro256 random,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(policy);
        return Run(log, policy.QValues, gamma, options, random, cancellationToken);
    }

    /// <summary>Evaluates the policy that the options derive from Q-values.</summary>
    /// <param name="log">The data.</param>
    /// <param name="policy">The values.</param>
    /// <param name="gamma">The discount factor γ.</param>
    /// <param name="options">The settings.</param>
    /// <param name="random">The generator of all draws.</param>
    /// <param name="cancellationToken">Ends the evaluation.</param>
    /// <exception cref="TrainingDivergedException">A fit diverged.</exception>
    /// <exception cref="OperationCanceledException">The evaluation was canceled.</exception>
    public static PolicyMetrics Run(
        LoggedData log,
        QFunction policy,
        double gamma,
        OffPolicyOptions options,
        Xoshiro256 random,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(log);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(random);
        return new OffPolicyEvaluation(log, gamma, options, random, cancellationToken).Run(policy);
    }

    private PolicyMetrics Run(QFunction policy)
    {
        PolicyProbabilities judged = PolicyProbabilities.Of(_rows, policy, _options);
        RowValues own = RowValues.Of(_rows, policy, judged);
        // The fitted networks are small, whatever policy is evaluated.
        using TorchThreads alone = new(1);
        using BehaviorModel behavior = BehaviorModel.Fit(_rows, _split, _fit, _random.Fork(), _cancellationToken);
        _behavior = behavior;
        IReadOnlyList<float>? logged = _rows.Log.Propensities;
        _judged = judged.OfLogged(_rows);
        double[] propensities = logged is null
            ? Array.ConvertAll(behavior.Policy.OfLogged(_rows), probability => (double)probability)
            : [.. logged.Select(probability => (double)probability)];
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
            Agreement = Mean(i => _judged[i]),
            Support = Support(judged, behavior.Policy),
            TemporalDifferenceError = Mean(i => Math.Abs(
                _rows.Rewards[i] - own.Logged[i] + (_rows.Terminated[i] ? 0 : _gamma * own.Successors[i]))),
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

    private PolicyValues PolicyValues(PolicyProbabilities judged, PolicyProbabilities behavior, double[] propensities)
    {
        FittedPolicy fitted = FittedQ(judged, _ => judged);
        PolicyProbabilities logged = Logged(behavior);
        FittedPolicy fittedLog = FittedQ(logged, LoggedBy);
        if (_episodes.Any(episode => episode.Tail is not null))
            _tailRewards = TailRewards();
        (ScoredEpisode[] scored, bool areDone) = CrossFitted(judged, propensities);
        // All forms of importance sampling use the same final values: those of the fit to all episodes.
        ScoredEpisode[] weighted =
            [.. _episodes.Select(episode => Score(episode, judged, propensities, fitted.Values, withModel: false))];
        ScoredEpisode[] own = [.. _episodes.Select(episode => Own(episode, fittedLog.Values))];
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

        // If no episode has a weight, there is nothing to average.
        Estimate? Sampled(Func<IReadOnlyList<ScoredEpisode>, Estimate> estimate) =>
            size == 0 ? null : WithFinals(estimate(weighted), parts, fitted);
    }

    // The mean probability that a policy assigns to actions that the log supports.
    private double Support(PolicyProbabilities policy, PolicyProbabilities behavior)
    {
        int count = _rows.ActionCount;
        double support = 0;
        (float[] chosen, float[] modeled) = ([], []);
        foreach ((_, TransitionBatch batch) in _rows.Blocks())
        {
            if (chosen.Length != batch.Size * count)
                (chosen, modeled) = (new float[batch.Size * count], new float[batch.Size * count]);
            policy.States(batch.Slots, chosen);
            behavior.States(batch.Slots, modeled);
            for (int i = 0; i < batch.Size; i++)
            {
                double supported = 0;
                for (int at = i * count; at < (i + 1) * count; at++)
                    supported += modeled[at] >= _options.SupportThreshold ? chosen[at] : 0.0;
                support += supported;
            }
        }

        return support / _rows.Count;
    }

    private double Mean(Func<int, double> figure) => Enumerable.Range(0, _rows.Count).Average(figure);
}
