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
                await WithPatience().AskAsync(() => Done(_learner.CancelAsync())).ConfigureAwait(false);
                canceled = true;
            }

            LearnerAnswer answer = await WithPatience().AskAsync(AskAsync).ConfigureAwait(false);
            switch (answer.State)
            {
                case TrainingState.Failed or TrainingState.Broken:
                    await EndAsync(forget: answer.State == TrainingState.Failed).ConfigureAwait(false);
                    throw new TrainingClusterException(
                        $"The training '{run.Training}' failed on the silo '{answer.Silo}': {answer.Text}");
                case TrainingState.Running or TrainingState.Done:
                    options.Progress?.Report(answer.ToProgress());
                    options.Status?.Report(new ClusterTrainingStatus(
                        answer.Silo, answer.StepsBySilo, answer.Warnings, answer.SiloByActor, answer.SiloByShard));
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
    /// <exception cref="TrainingClusterException">The checkpoint was deleted.</exception>
    public async Task FetchAsync(string path)
    {
        using FileStream file = new(path, FileMode.Create, FileAccess.Write);
        while (true)
        {
            long start = file.Position;
            byte[] part = await ReadAsync(start).ConfigureAwait(false);
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

    /// <summary>Ends what is left of the training on the silos.</summary>
    public Task EndAsync(bool forget) => WithPatience().AskAsync(() => Done(_learner.EndAsync(run, forget)));

    private TrainingClusterException Standstill(LearnerAnswer answer) => new(
        $"No silo has learned for '{run.Training}' for {options.Patience}: " + (answer.State == TrainingState.Full
            ? "those that were asked take part in no training. Call AddDeepQTrainings where they are configured."
            : $"the silo '{answer.Silo}' finds its checkpoint held by another silo, which was lost and still writes it. " +
                "Such a silo lets go of it ten minutes after it was asked the last time: call TrainAsync again, or raise Patience."));

    private async Task<byte[]> ReadAsync(long start)
    {
        try
        {
            return await WithPatience().AskAsync(() => _learner.ReadCheckpointAsync(run, start, PartLength)).ConfigureAwait(false);
        }
        catch (FileNotFoundException e)
        {
            // There is nothing to go on from.
            await EndAsync(forget: true).ConfigureAwait(false);
            throw new TrainingClusterException(
                $"The checkpoint of '{run.Training}' was deleted before its result was fetched; the next call trains from the beginning. " +
                e.Message,
                e);
        }
    }

    // Nothing of this is in vain once the caller has canceled.
    private Patience WithPatience() => new(
        options.Patience, options.TimeProvider, (message, cause) => new TrainingClusterException(message, cause), CancellationToken.None);

    private Task<LearnerAnswer> AskAsync()
    {
        SiloReport silo = silos[_asked++ % silos.Count];
        RequestContext.Set(IPlacementDirector.PlacementHintKey, SiloAddress.FromParsableString(silo.Address));
        return _learner.AskAsync(run);
    }

    private static async Task<bool> Done(Task call)
    {
        await call.ConfigureAwait(false);
        return true;
    }
}
