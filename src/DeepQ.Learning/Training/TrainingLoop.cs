using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Training;

/// <summary>
/// What every training has around its steps: limits, checkpoints, observers, progress, and an end that keeps what was learned.
/// </summary>
/// <param name="options">The settings.</param>
/// <param name="progress">Receives the progress.</param>
internal abstract class TrainingLoop(DqnOptions options, IProgress<TrainingProgress>? progress)
{
    /// <summary>The settings.</summary>
    protected DqnOptions Options { get; } = options;

    /// <summary>Those who watch.</summary>
    protected ObserverGroup Observers { get; } = new(options.Observers);

    /// <summary>What it is started with.</summary>
    protected TrainingSettings Told => field ??= TrainingSettings.Of(Options, Problem, Algorithm);

    /// <summary>The environment, or what was logged.</summary>
    protected abstract string Problem { get; }

    /// <summary>The name of the algorithm.</summary>
    protected abstract string Algorithm { get; }

    /// <summary>The time.</summary>
    protected ProgressClock Clock { get; } = new(progress);

    /// <summary>The number of updates made.</summary>
    protected abstract long Updates { get; }

    /// <summary>The number of environment steps taken.</summary>
    protected virtual long Step => 0;

    /// <summary>Whether everything is done that the settings ask for.</summary>
    protected abstract bool IsDone { get; }

    /// <summary>Whether a checkpoint is due after the latest step.</summary>
    protected abstract bool IsCheckpointDue { get; }

    /// <summary>Trains until something ends it.</summary>
    /// <exception cref="TrainingDivergedException">A loss, a gradient or a weight became infinite or not a number.</exception>
    public TrainingResult Run(CancellationToken cancellationToken)
    {
        StopReason reason;
        using Checkpoint checkpoint = new(Options.CheckpointPath, Observers);
        using RunLimits limits = new(Clock, Options.TimeLimit, cancellationToken);
        Observers.OnTrainingStart(Told);
        try
        {
            reason = Loop(limits, checkpoint);
            SaveCheckpoint(checkpoint);
        }
        catch (DivergenceException cause)
        {
            Observers.OnTrainingEnd(StopReason.Diverged);
            throw new TrainingDivergedException(cause, Step, Updates, Rescue());
        }

        Clock.ReportIfDue(Report, force: true);
        return Finish(reason, limits);
    }

    /// <summary>Goes on where another run with the same settings wrote a checkpoint.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, damaged, or of a run with other settings.
    /// </exception>
    public virtual void Load(string path) => CheckpointFile.Read(path, Sections());

    /// <summary>Prepares the first step, or makes up for what was due when a run was interrupted.</summary>
    /// <returns>Why training ends; null where it goes on.</returns>
    protected abstract StopReason? Begin(RunLimits limits);

    /// <summary>Takes one step.</summary>
    /// <returns>Why training ends; null where it goes on.</returns>
    /// <exception cref="OperationCanceledException">A limit was reached in the middle.</exception>
    protected abstract StopReason? Advance(RunLimits limits);

    /// <summary>Takes notice that a limit was reached in the middle of a step.</summary>
    protected virtual void NoticeInterruption()
    {
    }

    /// <summary>Looks at every weight.</summary>
    /// <exception cref="DivergenceException">A weight is infinite or not a number.</exception>
    protected abstract void RequireFinite();

    /// <summary>A copy of the network that learns; the caller owns it.</summary>
    protected abstract QNetwork CopyNetwork();

    /// <summary>What is left of a training that diverged; null for nothing.</summary>
    protected abstract TrainingResult? Rescue();

    /// <summary>Chooses among what was learned, and tells observers that training ended.</summary>
    protected abstract TrainingResult Finish(StopReason reason, RunLimits limits);

    /// <summary>How far training has come.</summary>
    protected abstract TrainingProgress Report();

    /// <summary>The parts of a checkpoint.</summary>
    protected abstract IReadOnlyList<CheckpointSection> Sections();

    private StopReason Loop(RunLimits limits, Checkpoint checkpoint)
    {
        try
        {
            if (Begin(limits) is { } atOnce)
                return atOnce;
            TrainingMoment moment = new(CopyNetwork);
            while (!IsDone)
            {
                if ((limits.Reached ?? Advance(limits)) is { } reason)
                    return reason;
                if (IsCheckpointDue)
                    SaveCheckpoint(checkpoint);
                Clock.ReportIfDue(Report);
                (moment.Step, moment.Updates) = (Step, Updates);
                Observers.OnStepEnd(moment);
                if (moment.IsStopRequested)
                    return StopReason.Observer;
            }

            RequireFinite();
            return StopReason.Completed;
        }
        catch (OperationCanceledException) when (limits.Reached is not null)
        {
            NoticeInterruption();
            return limits.Reached.Value;
        }
    }

    private void SaveCheckpoint(Checkpoint checkpoint)
    {
        if (Options.CheckpointPath is null)
            return;
        RequireFinite();
        checkpoint.Save(Sections);
    }
}
