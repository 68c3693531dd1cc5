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
        /// Trains on logged data with settings of a space, judges each policy by episodes that it did not learn from, and
        /// keeps the best. A sweep that was ended goes on where it was when it is called again with the same folder.
        /// </summary>
        /// <param name="data">
        /// The logged data, with a column that tells episodes apart, or of decisions that nothing follows from.
        /// </param>
        /// <param name="space">The settings.</param>
        /// <param name="options">How to go through them; null for the defaults.</param>
        /// <param name="cancellationToken">Ends the sweep; what is done so far is returned.</param>
        /// <returns>The trials and the best of them.</returns>
        /// <exception cref="ArgumentException">
        /// A setting of the sweep is out of range, nothing is varied, no column tells episodes apart, or there are too few
        /// of them. Settings of a trial that make no sense are told in its line.
        /// </exception>
        /// <exception cref="InvalidDataException">
        /// The folder is that of another sweep; the message says what differs.
        /// </exception>
        /// <exception cref="IOException">The folder cannot be written, or another sweep is under way in it.</exception>
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
        /// Trains in an environment with settings of a space, judges each policy by letting it act, and keeps the best. A
        /// sweep that was ended goes on where it was when it is called again with the same folder.
        /// </summary>
        /// <param name="createEnvironment">Makes an environment; called three times a trial, and five times for one of the best.</param>
        /// <param name="space">The settings.</param>
        /// <param name="options">How to go through them; null for the defaults.</param>
        /// <param name="cancellationToken">Ends the sweep; what is done so far is returned.</param>
        /// <returns>The trials and the best of them.</returns>
        /// <exception cref="ArgumentException">
        /// A setting of the sweep is out of range, or nothing is varied. Settings of a trial that make no sense are told
        /// in its line.
        /// </exception>
        /// <exception cref="InvalidDataException">
        /// The folder is that of another sweep; the message says what differs.
        /// </exception>
        /// <exception cref="IOException">The folder cannot be written, or another sweep is under way in it.</exception>
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
