using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans;

/// <summary>Runs sweeps on a cluster.</summary>
public static class SweepClusterExtensions
{
    /// <summary>
    /// Goes through the trials of a sweep as <c>Sweep</c> of ML.NET's catalog does, with trainings on the silos of a cluster. The journal
    /// and the best model are in a folder of this machine, and are the same: either goes on with what the other has begun.
    /// </summary>
    /// <remarks>
    /// A training whose silo is lost goes on elsewhere from its checkpoint. A sweep that is called again goes on with trainings that
    /// were in progress.
    /// </remarks>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="sweep">The sweep, as the silos know it.</param>
    /// <param name="options">
    /// How to go through it; null for the defaults. <see cref="SweepOptions.AtOnce"/> is one a place of all silos unless it is set.
    /// </param>
    /// <param name="cluster">What concerns the cluster alone; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the sweep and the trainings; what is done so far is returned.</param>
    /// <returns>The trials and the best of them.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="SweepClusterException">
    /// A silo does not know the sweep, has another one of that name or another version of the library, or sees another folder; the
    /// message names each silo and what differs, before the first trial. Or no silo answers, or one cannot train.
    /// </exception>
    /// <exception cref="InvalidDataException">The folder is that of another sweep; the message says what differs.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another sweep is under way in it.</exception>
    /// <exception cref="OperationCanceledException">It was canceled before the first trial.</exception>
    public static async Task<SweepResult> SweepAsync(
        this IClusterClient client,
        EnvironmentSweep sweep,
        SweepOptions? options = null,
        ClusterSweepOptions? cluster = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(client);
        ArgumentNullException.ThrowIfNull(sweep);
        options ??= new SweepOptions();
        options.Validate();
        cluster ??= new ClusterSweepOptions();
        cluster.Validate();
        IReadOnlyDictionary<string, string> description = await Task.Run(sweep.Describe, cancellationToken).ConfigureAwait(false);
        IReadOnlyList<SiloReport> silos = await RollCall
            .AskAsync(client, RollCallSubject.Sweep(sweep.Name), description, new Patience(cluster, cancellationToken)).ConfigureAwait(false);
        ClusterSweepTrainer trainer = new(
            client, sweep.Name, Fingerprint.Of(description), silos.Sum(silo => silo.Places), cluster);
        try
        {
            return await Task.Factory.StartNew(
                () => sweep.Run(trainer, options, cancellationToken),
                CancellationToken.None,
                TaskCreationOptions.LongRunning,
                TaskScheduler.Default).ConfigureAwait(false);
        }
        finally
        {
            await trainer.FinishAsync().ConfigureAwait(false);
        }
    }
}
