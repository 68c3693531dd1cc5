using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Scaling;

namespace DeepQ.Learning.Training;

/// <summary>Trains by acting: act, remember, learn, evaluate.</summary>
internal sealed partial class OnlineTraining : EvaluatedTraining
{
    private readonly VectorEnvironment _environments;
    private readonly DqnAgent _agent;
    private IReadOnlyList<Finding> _findings = [];
    private bool _loaded;

    public OnlineTraining(
        DqnOptions options,
        OnlineLearner learner,
        VectorEnvironment environments,
        Evaluator? evaluator,
        Xoshiro256 random,
        IProgress<TrainingProgress>? progress)
        : base(options, learner, evaluator, progress)
    {
        _environments = environments;
        _agent = new DqnAgent(options, learner, environments, Observers, Clock, random);
        // Describes the environments before the first step.
        _settings = options.CheckpointPath is null ? null : Settings();
    }

    protected override long Step => _agent.Step;

    protected override long Updates => _agent.Updates;

    protected override string Problem =>
        _environments.Count == 1 ? _environments.Environments[0].Name : $"{_environments.Count} × {_environments.Environments[0].Name}";

    protected override bool IsDone => Step >= Options.Steps && !_agent.LearningIsDue && !EvaluationIsDue;

    protected override bool IsCheckpointDue => _agent.Passed(Options.CheckpointInterval) > 0;

    protected override StopReason? Begin(RunLimits limits)
    {
        if (_loaded)
            return EndOfLoaded();
        _environments.Reset();
        return null;
    }

    protected override StopReason? Advance(RunLimits limits)
    {
        // A run that was interrupted while it learned or evaluated first completes that.
        if (!_agent.LearningIsDue && !EvaluationIsDue)
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
            EvaluationIsDue = IsEvaluationDue();
        }

        return EvaluationIsDue ? Evaluate(limits.Token) : null;
    }

    protected override TrainingResult? Rescue()
    {
        QNetwork? good = Evaluator?.TakeBestNetwork() ?? Learner.CopyFinite();
        return good is null ? null : Result(good, good, StopReason.Diverged);
    }

    protected override TrainingResult Finish(StopReason reason, RunLimits limits)
    {
        QNetwork last = Learner.CopyNetwork();
        (QNetwork Network, EvaluationRecord Record)? chosen = Choose(last, limits);
        _findings = Diagnosis.Of(_agent.ToEvidence(Evaluator?.Records ?? []));
        foreach (Finding finding in _findings)
            Observers.OnWarning($"{finding}");
        Observers.OnTrainingEnd(reason);
        return Result(chosen?.Network ?? Evaluator?.TakeBestNetwork() ?? last, last, reason, chosen?.Record);
    }

    private bool IsEvaluationDue() =>
        Evaluator is not null && Updates > 0
        && (Step == 0 || _agent.Passed(Options.EvaluationInterval) > 0 || Step >= Options.Steps)
        && !IsNetworkEvaluated(Evaluator.Records);

    // The network does not change until a rollout is full.
    private bool IsNetworkEvaluated(IReadOnlyList<EvaluationRecord> records) =>
        Options.Rollout?.Transitions(_environments.Count) is int length
        && records is [.., var last]
        && last.Step / length == Step / length;

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
            Evaluations = Evaluator?.Records ?? [],
            BestEvaluation = BestEvaluation,
            FinalEvaluation = final,
            History = _agent.History,
            Diagnosis = _findings,
            Normalization = Learner.Units.Description,
        };
    }

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
        LastEvaluation = LastEvaluation,
    };
}
