using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Training;

/// <summary>One run of the loop without an environment: draw from a log, learn.</summary>
internal sealed partial class OfflineTraining(
    DqnOptions options,
    ILearner learner,
    ReplayBuffer transitions,
    DiscreteSpace actionSpace,
    Validator? validator,
    Xoshiro256 random,
    IProgress<TrainingProgress>? progress)
{
    private readonly ReplaySampler _sampler = new(transitions, options.ToReplay(), random);
    private readonly TransitionBatch _batch = transitions.NewBatch(options.BatchSize);
    private readonly ObserverGroup _observers = new(options.Observers);
    private readonly ProgressClock _clock = new(progress);
    private long _updates;
    private UpdateResult? _lastUpdate;

    public TrainingResult Run(BoxSpace observationSpace, CancellationToken cancellationToken)
    {
        StopReason reason;
        using Checkpoint checkpoint = new(options.CheckpointPath, _observers);
        using RunLimits limits = new(_clock, options.TimeLimit, cancellationToken);
        try
        {
            reason = Loop(checkpoint, limits);
            SaveCheckpoint(checkpoint);
        }
        catch (DivergenceException cause)
        {
            _observers.Ended(StopReason.Diverged);
            QNetwork? good = learner.CopyFinite();
            throw new TrainingDivergedException(cause, 0, _updates, good is null ? null : Result(good, StopReason.Diverged));
        }

        _clock.ReportIfDue(Report, force: true);
        _observers.Ended(reason);
        QNetwork last = learner.CopyNetwork();
        ValidationRecord? final = reason is StopReason.Completed or StopReason.NoImprovement ? ValueOfBest(limits) : null;
        return Result(validator?.TakeBest() ?? last, reason, last, final);

        TrainingResult Result(QNetwork network, StopReason why, QNetwork? last = null, ValidationRecord? final = null) => new(network, last)
        {
            ObservationSpace = observationSpace,
            ActionSpace = actionSpace,
            Gamma = options.Gamma,
            Algorithm = options.OfflineAlgorithm.NameWith(options.ToOffline()),
            StopReason = why,
            Steps = 0,
            Updates = _updates,
            Elapsed = _clock.Elapsed,
            Validations = validator?.Records ?? [],
            BestValidation = validator?.Best,
            FinalValidation = final,
        };
    }

    private StopReason Loop(Checkpoint checkpoint, RunLimits limits)
    {
        // Where a run was ended while a value was due, it is made up for.
        if (Validate(limits) is { } atOnce)
            return atOnce;
        while (_updates < options.Updates)
        {
            if (limits.Reached is { } limit)
                return limit;
            Learn();
            if (Validate(limits) is { } reason)
                return reason;
            if (_updates % options.CheckpointInterval == 0)
                SaveCheckpoint(checkpoint);
            _clock.ReportIfDue(Report);
        }

        learner.RequireFinite();
        return StopReason.Completed;
    }

    private void Learn()
    {
        _sampler.Sample(_batch, _updates);
        UpdateResult result = learner.Update(_batch, _updates);
        _sampler.NoticeErrors(_batch, learner.AbsoluteErrors);
        _lastUpdate = result;
        _updates++;
        if (_updates % options.TargetUpdateInterval == 0)
            learner.UpdateTarget();
        double fill = (double)transitions.Count / transitions.Capacity;
        _observers.Updated(new UpdateRecord(0, _updates, result, Epsilon: 0, fill, _clock.Elapsed));
    }

    private StopReason? Validate(RunLimits limits)
    {
        if (validator is null || !IsValueDue(validator))
            return null;
        try
        {
            using QNetwork network = learner.CopyNetwork();
            validator.Run(network, _updates, limits.Token);
        }
        catch (OperationCanceledException) when (limits.Reached is not null)
        {
            return limits.Reached;
        }

        return validator.SinceBest >= options.Patience ? StopReason.NoImprovement : null;
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

    private bool IsValueDue(Validator judge) => _updates > 0
        && !(judge.Records is [.., var last] && last.Update == _updates)
        && (_updates % options.Validation!.Interval == 0 || _updates == options.Updates);

    private TrainingProgress Report() => new()
    {
        Step = 0,
        Updates = _updates,
        Fraction = (double)_updates / options.Updates,
        Elapsed = _clock.Elapsed,
        LastUpdate = _lastUpdate,
        LastValidation = validator?.Records is [.., var latest] ? latest : null,
    };
}
