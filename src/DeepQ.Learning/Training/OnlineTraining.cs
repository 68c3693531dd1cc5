using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Exploration;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Training;

/// <summary>One run of the loop: act, remember, learn, evaluate.</summary>
internal sealed partial class OnlineTraining(
    DqnOptions options,
    OnlineLearner learner,
    VectorEnvironment environments,
    Evaluator? evaluator,
    Xoshiro256 random,
    IProgress<TrainingProgress>? progress) : IDisposable
{
    private readonly Experience _experience = new(options.ToReplay(), environments, random.Fork());
    private readonly EpisodeStatistics _episodes = new(environments.Count);
    private readonly BehaviorPolicy _behavior = new(options.ToExploration(), environments.Count, environments.ActionSpace.Count);
    private readonly ObserverGroup _observers = new(options.Observers);
    private readonly ProgressClock _clock = new(progress);
    private readonly Xoshiro256 _exploring = random.Fork();
    private long _step;
    private long _before;
    private long _updatesDue;
    private bool _learningIsDue;
    private bool _warnedOfCutOff;
    private long _updates;
    private UpdateResult? _lastUpdate;
    private bool _evaluationIsDue;
    private bool _loaded;

    public TrainingResult Run(CancellationToken cancellationToken)
    {
        StopReason reason;
        using Checkpoint checkpoint = new(options.CheckpointPath, _observers);
        using RunLimits limits = new(_clock, options.TimeLimit, cancellationToken);
        try
        {
            reason = LoopWithin(limits, checkpoint);
            SaveCheckpoint(checkpoint);
        }
        catch (DivergenceException cause)
        {
            _observers.Ended(StopReason.Diverged);
            QNetwork? good = evaluator?.TakeBestNetwork() ?? learner.CopyFinite();
            throw new TrainingDivergedException(
                cause, _step, _updates, good is null ? null : Result(good, good, StopReason.Diverged));
        }

        _clock.ReportIfDue(Report, force: true);
        QNetwork last = learner.CopyNetwork();
        (QNetwork Network, EvaluationRecord Record)? chosen = Choose(last, limits);
        _observers.Ended(reason);
        return Result(chosen?.Network ?? evaluator?.TakeBestNetwork() ?? last, last, reason, chosen?.Record);
    }

    // Within what is left of the time; what was best during training is returned where that does not suffice.
    private (QNetwork Network, EvaluationRecord Record)? Choose(QNetwork last, RunLimits limits)
    {
        if (evaluator is null || limits.Reached is not null)
            return null;
        try
        {
            (QNetwork Network, EvaluationRecord Record)? chosen = evaluator.Choose(last, _step, limits.Token);
            WarnOfCutOff(chosen?.Record);
            return chosen;
        }
        catch (OperationCanceledException) when (limits.Reached is not null)
        {
            return null;
        }
    }

    public void Dispose() => evaluator?.Dispose();

    private StopReason LoopWithin(RunLimits limits, Checkpoint checkpoint)
    {
        try
        {
            return Loop(limits, checkpoint);
        }
        catch (OperationCanceledException) when (limits.Reached is not null)
        {
            if (_evaluationIsDue)
                _observers.Noted($"The evaluation after {_step} environment steps was not finished and does not count.");
            return limits.Reached.Value;
        }
    }

    private StopReason Loop(RunLimits limits, Checkpoint checkpoint)
    {
        if (!_loaded)
            environments.Reset();
        while (_step < options.Steps || _learningIsDue || _evaluationIsDue)
        {
            if (limits.Reached is { } limit)
                return limit;

            // A run that was interrupted while it learned or evaluated begins with the rest of that.
            if (!_learningIsDue && !_evaluationIsDue)
            {
                _before = _step;
                Act();
                _updatesDue = _step < options.LearningStart ? 0 : options.UpdatesPerInterval * Passed(options.UpdateInterval);
                _learningIsDue = true;
            }

            if (_learningIsDue)
            {
                Learn(limits.Token);
                _learningIsDue = false;
                _evaluationIsDue = IsEvaluationDue();
            }

            if (_evaluationIsDue && Evaluate(limits.Token) is { } reason)
                return reason;
            if (Passed(options.CheckpointInterval) > 0)
                SaveCheckpoint(checkpoint);
            _clock.ReportIfDue(Report);
        }

        learner.RequireFinite();
        return StopReason.Completed;
    }

    private void Act()
    {
        _experience.Observe();
        learner.TakeOver();
        learner.Values.ResampleNoise(_exploring);
        ReadOnlySpan<int> actions = _behavior.Choose(
            learner.Values, _experience.States, _experience.Legal, _step, _exploring);
        environments.Step(actions);
        _experience.Remember(actions);
        _step += environments.Count;
        learner.Notice(_experience.States, environments.Rewards, _step);
        for (int i = 0; i < environments.Count; i++)
        {
            bool done = environments.Terminated[i] || environments.Truncated[i];
            _episodes.Add(i, environments.Rewards[i], done, _step);
            if (done)
                _observers.EpisodeEnded(_episodes.Records[^1]);
        }
    }

    private void Learn(CancellationToken cancellationToken)
    {
        learner.LookAt(_experience.Buffer, _step);
        if (_step < options.LearningStart)
            return;

        for (; _updatesDue > 0; _updatesDue--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            UpdateResult result = learner.Update(_experience.Sample(_step), _step);
            _experience.NoticeErrors(learner.AbsoluteErrors);
            _lastUpdate = result;
            _updates++;
            double fill = (double)_experience.Buffer.Count / _experience.Buffer.Capacity;
            _observers.Updated(new UpdateRecord(_step, _updates, result, options.Epsilon.At(_step), fill, _clock.Elapsed));
        }

        long targetUpdates = Passed(options.TargetUpdateInterval);
        if (targetUpdates > 0)
            learner.UpdateTarget(targetUpdates);
    }

    private bool IsEvaluationDue() =>
        evaluator is not null && _updates > 0
        && (Passed(options.EvaluationInterval) > 0 || _step >= options.Steps);

    private StopReason? Evaluate(CancellationToken cancellationToken)
    {
        learner.TakeOver();
        learner.RequireFinite();
        EvaluationRecord record = evaluator!.Run(learner, _step, cancellationToken);
        _evaluationIsDue = false;
        _observers.Evaluated(record);
        WarnOfCutOff(record);
        if (record.Result.MeanReturn >= options.TargetReturn)
            return StopReason.TargetReturn;
        return evaluator.SinceBest >= options.Patience ? StopReason.NoImprovement : null;
    }

    private void WarnOfCutOff(EvaluationRecord? record)
    {
        if (_warnedOfCutOff || record is not { Result: { CutOff: > 0 } result })
            return;
        _warnedOfCutOff = true;
        _observers.Warned(
            $"In the evaluation after {record.Step} environment steps, {result.CutOff} of {result.Returns.Count} episodes did not " +
            $"end within MaxEvaluationSteps, {options.MaxEvaluationSteps}: their returns are what they had brought until then. " +
            "Give the environment a TimeLimit, or raise it where episodes are longer.");
    }

    // How many multiples of the interval lie in (_before, _step].
    private long Passed(int interval) => (_step / interval) - (_before / interval);

    private TrainingResult Result(QNetwork best, QNetwork last, StopReason reason, EvaluationRecord? final = null)
    {
        return new TrainingResult(best, last)
        {
            ObservationSpace = environments.ObservationSpace,
            RawObservations = RawObservations.Of(environments),
            ActionSpace = environments.ActionSpace,
            Gamma = options.Gamma,
            Algorithm = options.Algorithm,
            StopReason = reason,
            Steps = _step,
            Updates = _updates,
            Elapsed = _clock.Elapsed,
            Episodes = _episodes.Records,
            Evaluations = evaluator?.Records ?? [],
            BestEvaluation = evaluator?.Records.Aggregate((EvaluationRecord?)null, Better),
            FinalEvaluation = final,
            Normalization = learner.Units.Description,
        };
    }

    private static EvaluationRecord Better(EvaluationRecord? best, EvaluationRecord other) =>
        best is null || other.Result.MeanReturn > best.Result.MeanReturn ? other : best;

    private TrainingProgress Report() => new()
    {
        Step = _step,
        Updates = _updates,
        Fraction = Math.Min(1, (double)_step / options.Steps),
        Elapsed = _clock.Elapsed,
        Episodes = _episodes.Records.Count,
        MeanReturn = _episodes.MeanReturn,
        Epsilon = options.Epsilon.At(_step),
        LastUpdate = _lastUpdate,
        LastEvaluation = evaluator is { Records.Count: > 0 } ? evaluator.Records[^1] : null,
    };
}
