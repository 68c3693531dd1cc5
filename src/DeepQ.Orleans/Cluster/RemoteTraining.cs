using System.Globalization;
using DeepQ.Orleans.Grains.Contracts;
using DeepQ.Orleans.Messages;
using Orleans.Runtime.Placement;

namespace DeepQ.Orleans.Cluster;

/// <summary>The client's side of a distributed training: requests the status of the learner, on any silo.</summary>
internal sealed class RemoteTraining(
    IGrainFactory grains, TrainingRun run, IReadOnlyList<SiloReport> silos, ClusterTrainingOptions options)
{
    // One that takes its silo down with it would take down the next one, too.
    private const int MostAttempts = 10;
    private const int PartLength = 4 << 20;
    private readonly ILearnerGrain _learner = grains.GetGrain<ILearnerGrain>(run.Key());
    private int _asked;

    /// <summary>Asks until training has ended.</summary>
    /// <returns>The last answer, with the reason and the silo.</returns>
    /// <exception cref="TrainingClusterException">The training failed, or no silo learns.</exception>
    public async Task<LearnerAnswer> RunAsync(CancellationToken cancellationToken)
    {
        HashSet<Guid> attempts = [];
        bool canceled = false;
        long heard = options.TimeProvider.GetTimestamp();
        while (true)
        {
            if (cancellationToken.IsCancellationRequested && !canceled)
            {
                await WithPatience().AskAsync(() => Done(Learner().CancelAsync())).ConfigureAwait(false);
                canceled = true;
            }

            LearnerAnswer answer = await WithPatience().AskAsync(() => Learner().AskAsync(run)).ConfigureAwait(false);
            switch (answer.State)
            {
                case TrainingState.Failed or TrainingState.Broken:
                    await EndAsync(answer, forget: answer.State == TrainingState.Failed).ConfigureAwait(false);
                    throw new TrainingClusterException(
                        $"The training '{run.Training}' failed on the silo '{answer.Silo}': {answer.Text}");
                // Before that, it is not known whether another silo holds the checkpoint.
                case TrainingState.Running or TrainingState.Done when answer.Attempt != Guid.Empty:
                    options.Progress?.Report(answer.ToProgress());
                    Report(answer);
                    if (attempts.Add(answer.Attempt))
                        canceled = false;
                    heard = options.TimeProvider.GetTimestamp();
                    break;
                case TrainingState.Held or TrainingState.Full when options.TimeProvider.GetElapsedTime(heard) > options.Patience:
                    throw Standstill(answer);
            }

            if (answer.State == TrainingState.Done)
                return answer;
            if (attempts.Count > MostAttempts)
            {
                throw new TrainingClusterException(
                    $"The learner of '{run.Training}' was lost with its silo {MostAttempts} times, the last time on '{answer.Silo}'.");
            }

            await Task.Delay(options.PollInterval, options.TimeProvider, CancellationToken.None)
                .WaitAsync(canceled ? CancellationToken.None : cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Downloads the last checkpoint.</summary>
    /// <param name="ended">The last answer.</param>
    /// <param name="path">The file for it.</param>
    /// <exception cref="TrainingClusterException">The checkpoint was deleted.</exception>
    public async Task FetchAsync(LearnerAnswer ended, string path)
    {
        using FileStream file = new(path, FileMode.Create, FileAccess.Write);
        while (true)
        {
            long start = file.Position;
            byte[] part = await ReadAsync(ended, start).ConfigureAwait(false);
            await file.WriteAsync(part).ConfigureAwait(false);
            if (part.Length < PartLength)
                return;
        }
    }

    /// <summary>Returns the error of a checkpoint that is older than the end of training; null if it is the last one.</summary>
    /// <param name="training">The name of the training.</param>
    /// <param name="ended">The last answer.</param>
    /// <param name="steps">The environment steps of the checkpoint.</param>
    public static TrainingClusterException? Missing(string training, LearnerAnswer ended, long steps) => steps >= ended.Step ? null : new(string.Create(
        CultureInfo.InvariantCulture,
        $"The training '{training}' ended at step {ended.Step}, but the silo '{ended.Silo}' could not write its checkpoint, and the last one is of step {steps}. Make room in the folder of the silo and call TrainAsync again: the training continues from there."));

    /// <summary>Ends what is left of the training on the silos. A failure is a warning in the status, because the outcome is known.</summary>
    /// <param name="ended">The last answer.</param>
    /// <param name="forget">Whether to delete the checkpoint.</param>
    public async Task EndAsync(LearnerAnswer ended, bool forget)
    {
        try
        {
            await WithPatience().AskAsync(() => Done(Learner().EndAsync(run, forget))).ConfigureAwait(false);
        }
        catch (Exception e)
        {
            // Whatever a silo throws, it must not replace the outcome.
            string left = forget ? "its checkpoint was not deleted, and the next call continues from it" : "silos end it by themselves";
            Report(ended with { Warnings = [.. ended.Warnings, $"The training '{run.Training}' was not ended everywhere; {left}: {e.Message}"] });
        }
    }

    private TrainingClusterException Standstill(LearnerAnswer answer) => new(
        $"No silo has learned for '{run.Training}' for {options.Patience}: " + (answer.State == TrainingState.Full
            ? "those that were asked do not have it. Call AddDeepQTrainings where they are configured, with the same version on all silos."
            : $"the silo '{answer.Silo}' finds its checkpoint held by another silo, which was lost and still writes it. " +
                "Such a silo releases it ten minutes after the last request: call TrainAsync again, or raise Patience."));

    private void Report(LearnerAnswer answer) => options.Status?.Report(new ClusterTrainingStatus(
        answer.Silo, answer.StepsBySilo, answer.Warnings, answer.SiloByActor, answer.SiloByShard));

    private async Task<byte[]> ReadAsync(LearnerAnswer ended, long start)
    {
        try
        {
            return await WithPatience().AskAsync(() => Learner().ReadCheckpointAsync(run, start, PartLength)).ConfigureAwait(false);
        }
        catch (FileNotFoundException e)
        {
            // There is nothing to go on from.
            await EndAsync(ended, forget: true).ConfigureAwait(false);
            throw new TrainingClusterException(
                $"The checkpoint of '{run.Training}' was deleted before its result was fetched; the next call trains from the beginning. " +
                e.Message,
                e);
        }
    }

    // Nothing of this is in vain once the caller has canceled.
    private Patience WithPatience() => new(
        options.Patience, options.TimeProvider, (message, cause) => new TrainingClusterException(message, cause), CancellationToken.None);

    // The learner, for one call: where it is on no silo, or on one that does not have the training, it goes to the next one that does.
    private ILearnerGrain Learner()
    {
        SiloReport silo = silos[_asked++ % silos.Count];
        RequestContext.Set(IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString(silo.Address));
        return _learner;
    }

    private static async Task<bool> Done(Task call)
    {
        await call.ConfigureAwait(false);
        return true;
    }
}
