using DeepQ.Learning.Checkpoints;
using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Training;

/// <summary>
/// The common parts of every training around its steps: limits, checkpoints, observers, progress, and an end that keeps
/// what was learned.
/// </summary>
/// <param name="options">The settings.</param>
/// <param name="progress">Receives the progress.</param>
internal abstract class TrainingLoop(DqnOptions options, IProgress<TrainingProgress>? progress)
{
    /// <summary>The settings.</summary>
    protected DqnOptions Options { get; } = options;

    /// <summary>The observers.</summary>
    protected ObserverGroup Observers { get; } = new(options.Observers);

    /// <summary>The description of the settings.</summary>
    protected TrainingSettings Told => field ??= TrainingSettings.Of(Options, Problem, Algorithm);

    /// <summary>The environment, or the logged data.</summary>
    protected abstract string Problem { get; }

    /// <summary>The name of the algorithm.</summary>
    protected abstract string Algorithm { get; }

    /// <summary>The clock of the training.</summary>
    protected ProgressClock Clock { get; } = new(progress);

    /// <summary>The number of updates made.</summary>
    protected abstract long Updates { get; }

    /// <summary>The number of environment steps taken.</summary>
    protected virtual long Step => 0;

    /// <summary>Whether everything that the settings require is done.</summary>
    protected abstract bool IsDone { get; }

    /// <summary>Whether a checkpoint is due after the latest step.</summary>
    protected abstract bool IsCheckpointDue { get; }

    /// <summary>Trains until a limit or the training itself ends it.</summary>
    /// <exception cref="TrainingDivergedException">A loss, a gradient or a weight became infinite or NaN.</exception>
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

    /// <summary>Continues from the checkpoint of another run with the same settings.</summary>
    /// <exception cref="InvalidDataException">
    /// The file is not a checkpoint, is damaged, or belongs to a run with other settings.
    /// </exception>
    public virtual void Load(string path) => CheckpointFile.Read(path, Sections());

    /// <summary>Prepares the first step, or completes what was due when a run was interrupted.</summary>
    /// <returns>The reason why training ends; null if it continues.</returns>
    protected abstract StopReason? Begin(RunLimits limits);

    /// <summary>Takes one step.</summary>
    /// <returns>The reason why training ends; null if it continues.</returns>
    /// <exception cref="OperationCanceledException">A limit was reached in the middle.</exception>
    protected abstract StopReason? Advance(RunLimits limits);

    /// <summary>Called when a limit was reached during a step.</summary>
    protected virtual void NoticeInterruption()
    {
    }

    /// <summary>Checks every weight.</summary>
    /// <exception cref="DivergenceException">A weight is infinite or NaN.</exception>
    protected abstract void RequireFinite();

    /// <summary>Copies the online network; the caller owns the copy.</summary>
    protected abstract QNetwork CopyNetwork();

    /// <summary>Returns the usable result of a training that diverged; null if there is none.</summary>
    protected abstract TrainingResult? Rescue();

    /// <summary>Selects the final network and notifies observers that training ended.</summary>
    protected abstract TrainingResult Finish(StopReason reason, RunLimits limits);

    /// <summary>Returns the progress.</summary>
    protected abstract TrainingProgress Report();

    /// <summary>The sections of a checkpoint.</summary>
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
