using DeepQ.Environments;
using DeepQ.MLNet.Sweeps;
using Microsoft.ML;

namespace DeepQ.MLNet;

/// <summary>Adds the search over settings to <c>mlContext.ReinforcementLearning</c>.</summary>
public static class SweepExtensions
{
    /// <param name="catalog">The catalog, <c>mlContext.ReinforcementLearning</c>.</param>
    extension(ReinforcementLearningCatalog catalog)
    {
        /// <summary>
        /// Trains on logged data with settings from a space, evaluates each policy on held-out episodes, and keeps the
        /// best. An interrupted sweep continues when it is called again with the same folder.
        /// </summary>
        /// <param name="data">
        /// The logged data, with a column of episodes, or with single decisions.
        /// </param>
        /// <param name="space">The settings.</param>
        /// <param name="options">The options of the search; null for the defaults.</param>
        /// <param name="cancellationToken">Ends the sweep; completed trials are returned.</param>
        /// <returns>The trials and the best of them.</returns>
        /// <exception cref="ArgumentException">
        /// A setting of the sweep is out of range, nothing is varied, no column identifies episodes, or there are too
        /// few of them. Invalid settings of a trial are reported in its line.
        /// </exception>
        /// <exception cref="InvalidDataException">
        /// The folder belongs to another sweep; the message says what differs.
        /// </exception>
        /// <exception cref="IOException">The folder cannot be written, or another sweep is running in it.</exception>
        public SweepResult Sweep(
            IDataView data, SweepSpace space, SweepOptions? options = null, CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(data);
            ArgumentNullException.ThrowIfNull(space);
            options ??= new SweepOptions();
            options.Validate();
            LoggedSweepTask task = new(catalog.Context, data, space.Baseline(), options);
            using SweepRun run = new(space, options, task);
            return run.Run(cancellationToken);
        }

        /// <summary>
        /// Trains in an environment with settings from a space, evaluates each policy by letting it act, and keeps the
        /// best. An interrupted sweep continues when it is called again with the same folder.
        /// </summary>
        /// <param name="createEnvironment">Creates an environment; called three times per trial, and five times for one of the best.</param>
        /// <param name="space">The settings.</param>
        /// <param name="options">The options of the search; null for the defaults.</param>
        /// <param name="cancellationToken">Ends the sweep; completed trials are returned.</param>
        /// <returns>The trials and the best of them.</returns>
        /// <exception cref="ArgumentException">
        /// A setting of the sweep is out of range, or nothing is varied. Invalid settings of a trial are reported in
        /// its line.
        /// </exception>
        /// <exception cref="InvalidDataException">
        /// The folder belongs to another sweep; the message says what differs.
        /// </exception>
        /// <exception cref="IOException">The folder cannot be written, or another sweep is running in it.</exception>
        public SweepResult Sweep(
            Func<IEnvironment> createEnvironment,
            SweepSpace space,
            SweepOptions? options = null,
            CancellationToken cancellationToken = default)
        {
            ArgumentNullException.ThrowIfNull(createEnvironment);
            ArgumentNullException.ThrowIfNull(space);
            EnvironmentSweep sweep = new(nameof(Sweep), createEnvironment, space);
            return sweep.Run(new LocalSweepTrainer(catalog.Context, sweep), options, cancellationToken);
        }
    }
}
