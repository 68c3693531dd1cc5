using DeepQ.Learning;
using DeepQ.Learning.Distributed;
using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans;

/// <summary>Runs a single training on a cluster.</summary>
public static class TrainingClusterExtensions
{
    /// <summary>
    /// Trains a network with actors that step environments on all silos, a replay in the memory of the silos, and a learner on one of them.
    /// </summary>
    /// <remarks>
    /// Horgan et al.: Distributed Prioritized Experience Replay (2018), https://arxiv.org/abs/1803.00933. If a silo is lost, its actors and
    /// shards start anew on others, and its learner continues from the checkpoint. A call after a cancellation, or after the loss of the
    /// client, continues the training, too. A seed does not determine the result.
    /// </remarks>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="training">The training that the silos know.</param>
    /// <param name="options">The settings of the distribution; null for the defaults.</param>
    /// <param name="cancellationToken">Ends training; the current best network is returned.</param>
    /// <returns>The result, with the trained network. The caller disposes it.</returns>
    /// <exception cref="ArgumentException">A setting is out of range, or not possible in a distributed training.</exception>
    /// <exception cref="TrainingClusterException">
    /// Before the first step: a silo does not know the training, has another training of that name or another version of the library, or
    /// sees another folder. The message names each silo and the difference. Later: no silo answers, an environment fails, training
    /// diverged, or the learner was lost with its silo more than ten times.
    /// </exception>
    /// <exception cref="OperationCanceledException">The call was canceled before the first step.</exception>
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
            await remote.FetchAsync(answer, checkpoint).ConfigureAwait(false);
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
                await remote.EndAsync(answer, forget: false).ConfigureAwait(false);
                throw missing;
            }

            await remote
                .EndAsync(answer, forget: ended != StopReason.Canceled && !cancellationToken.IsCancellationRequested).ConfigureAwait(false);
            return result;
        }
        finally
        {
            File.Delete(checkpoint);
        }
    }

    private static TrainingClusterException Failure(string message, Exception? cause) => new(message, cause);
}
