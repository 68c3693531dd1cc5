namespace DeepQ.Learning;

/// <summary>One run of the loop: act, remember, learn, evaluate.</summary>
internal sealed partial class OnlineTraining(
    DqnOptions options,
    DqnLearner learner,
    VectorEnvironment environments,
    Evaluator? evaluator,
    Xoshiro256 random,
    IProgress<TrainingProgress>? progress) : IDisposable
{
    private readonly Experience _experience = new(options, environments, random.Fork());
    private readonly EpisodeStatistics _episodes = new(environments.Count);
    private readonly BehaviorPolicy _behavior = new(options, environments.Count, environments.ActionSpace.Count);
    private readonly ObserverGroup _observers = new(options.Observers);
    private readonly ProgressClock _clock = new(progress);
    private readonly Xoshiro256 _exploring = random.Fork();
    private long _step;
    private long _updates;
    private UpdateResult? _lastUpdate;
    private bool _evaluationIsDue;
    private bool _loaded;

    public TrainingResult Run(CancellationToken cancellationToken)
    {
        StopReason reason;
        using Checkpoint checkpoint = new(options.CheckpointPath, _observers);
        try
        {
            reason = LoopOrCancel(checkpoint, cancellationToken);
            SaveCheckpoint(checkpoint);
        }
        catch (TrainingDivergedException cause)
        {
            _observers.Ended(StopReason.Diverged);
            QNetwork? good = evaluator?.TakeBestNetwork() ?? learner.CopyFinite();
            throw new TrainingDivergedException(
                cause, _step, _updates, good is null ? null : Result(good, good, StopReason.Diverged));
        }

        _clock.ReportIfDue(Report, force: true);
        QNetwork last = learner.Network.Copy();
        (QNetwork Network, EvaluationRecord Record)? chosen = Choose(last, cancellationToken);
        _observers.Ended(reason);
        return Result(chosen?.Network ?? evaluator?.TakeBestNetwork() ?? last, last, reason, chosen?.Record);
    }

    // Within what is left of the time; what was best during training is returned where that does not suffice.
    private (QNetwork Network, EvaluationRecord Record)? Choose(QNetwork last, CancellationToken cancellationToken)
    {
        TimeSpan? left = options.TimeLimit - _clock.Elapsed;
        if (evaluator is null || cancellationToken.IsCancellationRequested || left <= TimeSpan.Zero)
            return null;
        using CancellationTokenSource limited = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        // Longer than a timer takes is no limit.
        if (left < TimeSpan.FromDays(40))
            limited.CancelAfter(left.Value);
        try
        {
            return evaluator.Choose(last, _step, limited.Token);
        }
        catch (OperationCanceledException) when (limited.IsCancellationRequested)
        {
            return null;
        }
    }

    public void Dispose() => evaluator?.Dispose();

    private StopReason LoopOrCancel(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        try
        {
            return Loop(checkpoint, cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return StopReason.Cancelled;
        }
    }

    private StopReason Loop(Checkpoint checkpoint, CancellationToken cancellationToken)
    {
        if (!_loaded)
            environments.Reset();
        while (_step < options.Steps || _evaluationIsDue)
        {
            if (cancellationToken.IsCancellationRequested)
                return StopReason.Cancelled;
            if (_clock.Elapsed >= options.TimeLimit)
                return StopReason.TimeLimit;

            long before = _step;
            // A run that was interrupted while it evaluated begins with that evaluation.
            if (!_evaluationIsDue)
            {
                Act();
                Learn(before);
                _evaluationIsDue = IsEvaluationDue(before);
            }

            if (_evaluationIsDue && Evaluate(cancellationToken) is { } reason)
                return reason;
            if (Passed(before, options.CheckpointInterval) > 0)
                SaveCheckpoint(checkpoint);
            _clock.ReportIfDue(Report);
        }

        learner.RequireFinite();
        return StopReason.Completed;
    }

    private void Act()
    {
        _experience.Observe();
        learner.Values.ResampleNoise(_exploring);
        ReadOnlySpan<int> actions = _behavior.Choose(
            learner.Values, _experience.States, _experience.Legal, _step, _exploring);
        environments.Step(actions);
        _experience.Remember(actions);
        _step += environments.Count;
        for (int i = 0; i < environments.Count; i++)
        {
            bool done = environments.Terminated[i] || environments.Truncated[i];
            _episodes.Add(i, environments.Rewards[i], done, _step);
            if (done)
                _observers.EpisodeEnded(_episodes.Records[^1]);
        }
    }

    private void Learn(long before)
    {
        if (_step < options.LearningStart)
            return;

        long updates = options.UpdatesPerInterval * Passed(before, options.UpdateInterval);
        for (long i = 0; i < updates; i++)
        {
            UpdateResult result = learner.Update(_experience.Sample(_step), _step);
            _experience.NoticeErrors(learner.AbsoluteErrors);
            _lastUpdate = result;
            _updates++;
            double fill = (double)_experience.Buffer.Count / _experience.Buffer.Capacity;
            _observers.Updated(new UpdateRecord(_step, _updates, result, options.Epsilon.At(_step), fill, _clock.Elapsed));
        }

        long targetUpdates = Passed(before, options.TargetUpdateInterval);
        if (targetUpdates > 0)
            learner.UpdateTarget(targetUpdates);
    }

    private bool IsEvaluationDue(long before) =>
        evaluator is not null && _updates > 0
        && (Passed(before, options.EvaluationInterval) > 0 || _step >= options.Steps);

    private StopReason? Evaluate(CancellationToken cancellationToken)
    {
        learner.RequireFinite();
        EvaluationRecord record = evaluator!.Run(learner.Network, learner.Values, _step, cancellationToken);
        _evaluationIsDue = false;
        _observers.Evaluated(record);
        if (record.Result.MeanReturn >= options.TargetReturn)
            return StopReason.TargetReturn;
        return evaluator.SinceBest >= options.Patience ? StopReason.NoImprovement : null;
    }

    // How many multiples of the interval lie in (before, _step].
    private long Passed(long before, int interval) => (_step / interval) - (before / interval);

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
