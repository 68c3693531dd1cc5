namespace DeepQ.MLNet.Sweeps;

/// <summary>The work of a sweep's trial: train, evaluate, and keep the model if it is the best.</summary>
internal abstract class SweepTask
{
    /// <summary>The file name of the best model.</summary>
    public abstract string ModelName { get; }

    /// <summary>
    /// The number of best trials that are evaluated again before one is selected; 1 if the score selects.
    /// </summary>
    public abstract int Finalists { get; }

    /// <summary>Describes what the scores depend on, in addition to the settings.</summary>
    public abstract string Judge { get; }

    /// <summary>Describes the training data or the environment, as text that identifies it.</summary>
    public abstract string Source { get; }

    /// <summary>Reduces the training to a fraction of 1/<paramref name="divisor"/>.</summary>
    /// <returns>The remaining updates or steps.</returns>
    public abstract long WithBudget(DeepQTrainer.Options options, long divisor);

    /// <summary>The number of simultaneous trainings.</summary>
    public abstract int Places { get; }

    /// <summary>Trains with each of several seeds and evaluates.</summary>
    /// <param name="orders">The orders, whose settings are valid; they differ only by their seeds.</param>
    /// <param name="cores">Limits the simultaneous trainings.</param>
    /// <param name="cancellationToken">Cancels the trial, whose result is then ignored.</param>
    /// <exception cref="Learning.TrainingDivergedException">A training diverged.</exception>
    /// <exception cref="OperationCanceledException">The trial was canceled before a training began.</exception>
    public async Task<SweepOutcome> RunAsync(
        IReadOnlyList<SweepTrainingOrder> orders, SemaphoreSlim cores, CancellationToken cancellationToken)
    {
        Task<SweepOutcome>[] trainings = [.. orders.Select(TrainInTurnAsync)];
        try
        {
            return SweepOutcome.Of(await Task.WhenAll(trainings).ConfigureAwait(false));
        }
        catch
        {
            foreach (Task<SweepOutcome> training in trainings.Where(training => training.IsCompletedSuccessfully))
                (await training.ConfigureAwait(false)).Dispose();
            throw;
        }

        async Task<SweepOutcome> TrainInTurnAsync(SweepTrainingOrder order)
        {
            await cores.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await TrainAsync(order, cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                cores.Release();
            }
        }
    }

    /// <summary>Trains and evaluates on another thread than the caller's.</summary>
    /// <inheritdoc cref="RunAsync"/>
    protected abstract Task<SweepOutcome> TrainAsync(SweepTrainingOrder order, CancellationToken cancellationToken);
}
