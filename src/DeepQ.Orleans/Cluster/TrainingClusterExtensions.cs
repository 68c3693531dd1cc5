using DeepQ.Learning;
using DeepQ.Learning.Distributed;
using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans;

/// <summary>Spreads a training over a cluster.</summary>
public static class TrainingClusterExtensions
{
    /// <summary>
    /// Trains with many actors, which step environments of their own on all silos, a replay in the memory of some silos, and a learner
    /// on one of them.
    /// </summary>
    /// <remarks>
    /// Horgan et al.: Distributed Prioritized Experience Replay (2018), https://arxiv.org/abs/1803.00933. An actor or a shard whose silo
    /// is lost begins anew elsewhere; a learner goes on from its checkpoint. A training that is called again after it was canceled, or
    /// after its client was lost, goes on, too. One seed does not give one result.
    /// </remarks>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="training">The training, as the silos know it.</param>
    /// <param name="options">How it is spread; null for the defaults.</param>
    /// <param name="cancellationToken">Ends training; the best network so far is returned.</param>
    /// <returns>The trained network and how it came about; whoever called disposes it.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, or cannot be that of a distributed training.</exception>
    /// <exception cref="TrainingClusterException">
    /// A silo does not know the training, has another one of that name or another version of the library, or sees another folder; the
    /// message names each silo and what differs, before the first step. Or no silo answers, an environment fails, or training diverged.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was canceled before the first step.</exception>
    public static async Task<TrainingResult> TrainAsync(
        this IClusterClient client,
        TrainingDefinition training,
        ClusterTrainingOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(training);
        options ??= new ClusterTrainingOptions();
        options.Validate();
        DistributedTrainer trainer = new(training.CreateOptions(), options.Distribution);
        IReadOnlyDictionary<string, string> description = await Task.Run(training.Describe, cancellationToken).ConfigureAwait(false);
        Patience patience = new(options.Patience, options.TimeProvider, Failure, cancellationToken);
        IReadOnlyList<SiloReport> silos =
            await RollCall.AskAsync(client, RollCallSubject.Training(training.Name), description, patience).ConfigureAwait(false);
        TrainingRun run = TrainingRun.Of(
            training.Name, Fingerprint.Of(description), options.Distribution, options.Seed, options.Evaluates);
        RemoteTraining remote = new(client, run, silos, options);
        string checkpoint = Path.GetTempFileName();
        try
        {
            LearnerAnswer answer = await remote.RunAsync(cancellationToken).ConfigureAwait(false);
            StopReason ended = answer.Ended;
            await remote.FetchAsync(checkpoint).ConfigureAwait(false);
            TrainingResult result = await Task.Factory.StartNew(
                () => trainer.Finish(
                    checkpoint,
                    ended,
                    training.CreateEnvironment(),
                    options.Evaluates ? training.CreateEnvironment() : null,
                    cancellationToken),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).ConfigureAwait(false);
            if (RemoteTraining.Missing(training.Name, answer, result.Steps) is { } missing)
            {
                result.Dispose();
                await remote.EndAsync(forget: false).ConfigureAwait(false);
                throw missing;
            }

            await remote.EndAsync(forget: ended != StopReason.Canceled && !cancellationToken.IsCancellationRequested).ConfigureAwait(false);
            return result;
        }
        finally
        {
            File.Delete(checkpoint);
        }
    }

    private static TrainingClusterException Failure(string message, Exception? cause) => new(message, cause);
}
