using DeepQ.MLNet.Sweeps;
using DeepQ.Orleans.Cluster;
using DeepQ.Orleans.Messages;

namespace DeepQ.Orleans;

/// <summary>Runs sweeps on a cluster.</summary>
public static class SweepClusterExtensions
{
    /// <summary>
    /// Runs the trials of a sweep with trainings on the silos of a cluster. Trials, journal and best model are those of <c>Sweep</c> in
    /// ML.NET's catalog. The journal and the model are in a folder of this machine, and each of the two can continue the other's sweep.
    /// </summary>
    /// <remarks>
    /// A training whose silo is lost continues on another one from its checkpoint. A sweep that is called again continues the trainings
    /// that were in progress.
    /// </remarks>
    /// <param name="client">The client of the cluster.</param>
    /// <param name="sweep">The sweep that the silos know.</param>
    /// <param name="options">
    /// The settings of the sweep; null for the defaults. <see cref="SweepOptions.AtOnce"/> is the number of places of all silos unless it is
    /// set.
    /// </param>
    /// <param name="cluster">The settings that concern only the cluster; null for the defaults.</param>
    /// <param name="cancellationToken">Ends the sweep and its trainings; the completed trials are returned.</param>
    /// <returns>The trials and the best of them.</returns>
    /// <exception cref="ArgumentException">A setting is out of range.</exception>
    /// <exception cref="SweepClusterException">
    /// Before the first trial: a silo does not know the sweep, has another sweep of that name or another version of the library, or sees
    /// another folder. The message names each silo and the difference. Later: no silo answers, a silo cannot train, or a training was lost
    /// with its silo more than ten times.
    /// </exception>
    /// <exception cref="InvalidDataException">The folder belongs to another sweep; the message states the difference.</exception>
    /// <exception cref="IOException">The folder cannot be written, or another sweep is in progress in it.</exception>
    /// <exception cref="OperationCanceledException">The call was canceled before the first trial.</exception>
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
