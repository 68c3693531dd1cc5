using DeepQ.Learning.Findings;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Renewal;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Training;

/// <summary>Trains without an environment: draws from a log and learns.</summary>
internal sealed partial class OfflineTraining(
    DqnOptions options,
    ILearner learner,
    ReplayBuffer transitions,
    BoxSpace observationSpace,
    DiscreteSpace actionSpace,
    Validator? validator,
    Xoshiro256 random,
    IProgress<TrainingProgress>? progress) : TrainingLoop(options, progress)
{
    private readonly ReplaySampler _sampler = new(transitions, options.ToReplay(), random);
    private readonly TransitionBatch _batch = transitions.NewBatch(options.BatchSize);

    private readonly NetworkRenewal _renewal = options.NewRenewal();
    private readonly UpdateHistory _history = new();

    private IReadOnlyList<Finding> _findings = [];
    private UpdateResult? _lastUpdate;
    private double? _dormantUnits;
    private long _updates;

    protected override long Updates => _updates;

    protected override string Problem => $"{transitions.Count} logged transitions";

    protected override string Algorithm => Options.OfflineAlgorithm.DisplayName(Options.ToOffline());

    protected override bool IsDone => Updates >= Options.Updates;

    protected override bool IsCheckpointDue => Updates % Options.CheckpointInterval == 0;

    // If a run ended while an evaluation was due, it is made now.
    protected override StopReason? Begin(RunLimits limits) => Validate(limits);

    protected override StopReason? Advance(RunLimits limits)
    {
        Learn();
        return Validate(limits);
    }

    protected override void RequireFinite() => learner.RequireFinite();

    protected override QNetwork CopyNetwork() => learner.CopyNetwork();

    protected override TrainingResult? Rescue() =>
        learner.CopyFinite() is { } good ? Result(good, StopReason.Diverged) : null;

    protected override TrainingResult Finish(StopReason reason, RunLimits limits)
    {
        QNetwork last = learner.CopyNetwork();
        _findings = Diagnosis.Of(ToEvidence(last));
        foreach (Finding finding in _findings)
            Observers.OnWarning($"{finding}");
        Observers.OnTrainingEnd(reason);
        bool wasCut = reason is StopReason.Canceled or StopReason.TimeLimit;
        ValidationRecord? final = wasCut ? null : ValueOfBest(limits);
        return Result(validator?.TakeBest() ?? last, reason, last, final);
    }

    protected override TrainingProgress Report() => new()
    {
        Step = 0,
        Updates = Updates,
        Fraction = (double)Updates / Options.Updates,
        Elapsed = Clock.Elapsed,
        LastUpdate = _lastUpdate,
        DormantUnits = _dormantUnits,
        LastValidation = validator?.Records is [.., var latest] ? latest : null,
    };

    private TrainingResult Result(
        QNetwork network, StopReason why, QNetwork? last = null, ValidationRecord? final = null) => new(network, last)
        {
            ObservationSpace = observationSpace,
            ActionSpace = actionSpace,
            Gamma = Options.Gamma,
            Algorithm = Algorithm,
            Settings = Told,
            StopReason = why,
            Steps = 0,
            Updates = Updates,
            Elapsed = Clock.Elapsed,
            Validations = validator?.Records ?? [],
            BestValidation = validator?.Best,
            FinalValidation = final,
            History = _history.Records,
            Diagnosis = _findings,
        };

    private void Learn()
    {
        _sampler.Sample(_batch, Updates, _renewal.HorizonAt(Updates));
        UpdateResult result = learner.Update(_batch, Updates);
        _sampler.UpdatePriorities(_batch, learner.AbsoluteErrors);
        _lastUpdate = result;
        _updates++;
        if (Updates % Options.TargetUpdateInterval == 0)
            learner.UpdateTarget();
        double? dormant = _renewal.Run(learner.ValueLearner, _batch, Updates);
        _dormantUnits = dormant ?? _dormantUnits;
        double fill = (double)transitions.Count / transitions.Capacity;
        UpdateRecord update = new(0, Updates, result, Epsilon: 0, fill, Clock.Elapsed) { DormantUnits = dormant };
        _history.Add(update);
        Observers.OnUpdate(update);
    }

    private StopReason? Validate(RunLimits limits)
    {
        if (validator is null || !IsValueDue(validator))
            return null;
        using QNetwork network = learner.CopyNetwork();
        validator.Run(network, Updates, limits.Token);
        return validator.SinceBest >= Options.Patience ? StopReason.NoImprovement : null;
    }

    private ValidationRecord? ValueOfBest(RunLimits limits)
    {
        try
        {
            return validator?.ValueOfBest(limits.Token);
        }
        catch (OperationCanceledException) when (limits.Reached is not null)
        {
            return null;
        }
    }

    private bool IsValueDue(Validator judge) => Updates > 0
        && !(judge.Records is [.., var last] && last.Update == Updates)
        && (Updates % Options.Validation!.Interval == 0 || Updates == Options.Updates);
}
