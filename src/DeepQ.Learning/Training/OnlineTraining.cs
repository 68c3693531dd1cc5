using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Scaling;

namespace DeepQ.Learning.Training;

/// <summary>Trains by acting: act, remember, learn, evaluate.</summary>
internal sealed partial class OnlineTraining : TrainingLoop, IDisposable
{
    private readonly OnlineLearner _learner;
    private readonly VectorEnvironment _environments;
    private readonly Evaluator? _evaluator;
    private readonly DqnAgent _agent;
    private IReadOnlyList<Finding> _findings = [];
    private bool _warnedOfCutOff;
    private bool _evaluationIsDue;
    private bool _loaded;

    public OnlineTraining(
        DqnOptions options,
        OnlineLearner learner,
        VectorEnvironment environments,
        Evaluator? evaluator,
        Xoshiro256 random,
        IProgress<TrainingProgress>? progress)
        : base(options, progress)
    {
        (_learner, _environments, _evaluator) = (learner, environments, evaluator);
        _agent = new DqnAgent(options, learner, environments, Observers, Clock, random);
        // Describes the environments before the first step.
        _settings = options.CheckpointPath is null ? null : Settings();
    }

    protected override long Step => _agent.Step;

    protected override long Updates => _agent.Updates;

    protected override string Problem =>
        _environments.Count == 1 ? _environments.Environments[0].Name : $"{_environments.Count} × {_environments.Environments[0].Name}";

    protected override string Algorithm => Options.Algorithm;

    protected override bool IsDone => Step >= Options.Steps && !_agent.LearningIsDue && !_evaluationIsDue;

    protected override bool IsCheckpointDue => _agent.Passed(Options.CheckpointInterval) > 0;

    public void Dispose() => _evaluator?.Dispose();

    protected override StopReason? Begin(RunLimits limits)
    {
        if (_loaded)
            return _evaluationIsDue || _evaluator is not { Records: [.., { } last] } || last.Step != Step ? null : EndByEvaluations();
        _environments.Reset();
        return null;
    }

    protected override StopReason? Advance(RunLimits limits)
    {
        // A run that was interrupted while it learned or evaluated first completes that.
        if (!_agent.LearningIsDue && !_evaluationIsDue)
        {
            bool masked = _environments.HasActionMask;
            _environments.Step(_agent.ActAll(_environments.Observations, masked ? _environments.ActionMasks : []));
            _agent.RememberAll(
                _environments.Rewards,
                _environments.FinalObservations,
                _environments.Terminated,
                _environments.Truncated,
                masked ? _environments.FinalActionMasks : []);
        }

        if (_agent.LearningIsDue)
        {
            _agent.Update(limits.Token);
            _evaluationIsDue = IsEvaluationDue();
        }

        return _evaluationIsDue ? Evaluate(limits.Token) : null;
    }

    protected override void NoticeInterruption()
    {
        if (_evaluationIsDue)
            Observers.OnMessage($"The evaluation after {Step} environment steps was not finished and does not count.");
    }

    protected override void RequireFinite() => _learner.RequireFinite();

    protected override QNetwork CopyNetwork() => _learner.CopyNetwork();

    protected override TrainingResult? Rescue()
    {
        QNetwork? good = _evaluator?.TakeBestNetwork() ?? _learner.CopyFinite();
        return good is null ? null : Result(good, good, StopReason.Diverged);
    }

    protected override TrainingResult Finish(StopReason reason, RunLimits limits)
    {
        QNetwork last = _learner.CopyNetwork();
        (QNetwork Network, EvaluationRecord Record)? chosen = Choose(last, limits);
        _findings = Diagnosis.Of(_agent.ToEvidence(_evaluator?.Records ?? []));
        foreach (Finding finding in _findings)
            Observers.OnWarning($"{finding}");
        Observers.OnTrainingEnd(reason);
        return Result(chosen?.Network ?? _evaluator?.TakeBestNetwork() ?? last, last, reason, chosen?.Record);
    }

    // Within the remaining time; if that does not suffice, the best network of training is returned.
    private (QNetwork Network, EvaluationRecord Record)? Choose(QNetwork last, RunLimits limits)
    {
        if (_evaluator is null || limits.Reached is not null)
            return null;
        try
        {
            (QNetwork Network, EvaluationRecord Record)? chosen = _evaluator.Choose(last, Step, limits.Token);
            WarnOfCutOff(chosen?.Record);
            return chosen;
        }
        catch (OperationCanceledException) when (limits.Reached is not null)
        {
            return null;
        }
    }

    private bool IsEvaluationDue() =>
        _evaluator is not null && Updates > 0
        && (Step == 0 || _agent.Passed(Options.EvaluationInterval) > 0 || Step >= Options.Steps)
        && !IsNetworkEvaluated(_evaluator.Records);

    // The network does not change until a rollout is full.
    private bool IsNetworkEvaluated(IReadOnlyList<EvaluationRecord> records) =>
        Options.Rollout?.Transitions(_environments.Count) is int length
        && records is [.., var last]
        && last.Step / length == Step / length;

    private StopReason? Evaluate(CancellationToken cancellationToken)
    {
        _learner.TakeOver();
        _learner.RequireFinite();
        EvaluationRecord record = _evaluator!.Run(_learner, Step, cancellationToken);
        _evaluationIsDue = false;
        Observers.OnEvaluation(record);
        WarnOfCutOff(record);
        return EndByEvaluations();
    }

    // Also for a training that wrote its checkpoint and ended there: resuming it must not change its result.
    private StopReason? EndByEvaluations() =>
        _evaluator!.Reaches(Options.TargetReturn, Options.TargetEvaluations) ? StopReason.TargetReturn
            : _evaluator.SinceBest >= Options.Patience ? StopReason.NoImprovement
            : null;

    private void WarnOfCutOff(EvaluationRecord? record)
    {
        if (_warnedOfCutOff || record is not { Result: { CutOff: > 0 } result })
            return;
        _warnedOfCutOff = true;
        Observers.OnWarning(
            $"In the evaluation after {record.Step} environment steps, {result.CutOff} of {result.Returns.Count} episodes did not " +
            $"end within MaxEvaluationSteps, {Options.MaxEvaluationSteps}: their returns are those up to that step. " +
            "Add a TimeLimit to the environment, or raise MaxEvaluationSteps if episodes are longer.");
    }

    private TrainingResult Result(QNetwork best, QNetwork last, StopReason reason, EvaluationRecord? final = null)
    {
        return new TrainingResult(best, last)
        {
            ObservationSpace = _environments.ObservationSpace,
            RawObservations = RawObservations.Of(_environments),
            ActionSpace = _environments.ActionSpace,
            Gamma = Options.Gamma,
            Algorithm = Algorithm,
            Settings = Told,
            StopReason = reason,
            Steps = Step,
            Updates = Updates,
            Elapsed = Clock.Elapsed,
            Episodes = _agent.Episodes,
            Evaluations = _evaluator?.Records ?? [],
            BestEvaluation = _evaluator?.Records.Aggregate((EvaluationRecord?)null, Better),
            FinalEvaluation = final,
            History = _agent.History,
            Diagnosis = _findings,
            Normalization = _learner.Units.Description,
        };
    }

    private static EvaluationRecord Better(EvaluationRecord? best, EvaluationRecord other) =>
        best is null || other.Result.MeanReturn > best.Result.MeanReturn ? other : best;

    protected override TrainingProgress Report() => new()
    {
        Step = Step,
        Updates = Updates,
        Fraction = Math.Min(1, (double)Step / Options.Steps),
        Elapsed = Clock.Elapsed,
        Episodes = _agent.Episodes.Count,
        MeanReturn = _agent.MeanReturn,
        Epsilon = Options.EpsilonAt(Step),
        LastUpdate = _agent.LastUpdate,
        DormantUnits = _agent.DormantUnits,
        LastEvaluation = _evaluator is { Records.Count: > 0 } ? _evaluator.Records[^1] : null,
    };
}
