namespace DeepQ.MLNet.Sweeps;

/// <summary>What a trial of a sweep does: train, judge, and keep the model if it is the best.</summary>
internal abstract class SweepTask
{
    /// <summary>The name of the file that the best model is kept in.</summary>
    public abstract string ModelName { get; }

    /// <summary>How many of the best trials are judged again before one of them is chosen; 1 where the score chooses.</summary>
    public abstract int Finalists { get; }

    /// <summary>What the scores depend on beside the settings, as text.</summary>
    public abstract string Judge { get; }

    /// <summary>What the trials learn from, as text that differs where it differs.</summary>
    public abstract string Source { get; }

    /// <summary>Shortens the training to one of <paramref name="divisor"/> parts.</summary>
    /// <returns>What is left: updates or steps.</returns>
    public abstract long WithBudget(DeepQTrainer.Options options, long divisor);

    /// <summary>The number of trainings that there may be at a time.</summary>
    public abstract int Places { get; }

    /// <summary>Trains with each of several seeds, and judges.</summary>
    /// <param name="orders">The orders, whose settings are valid; they differ by their seeds alone.</param>
    /// <param name="cores">A training waits for a place here.</param>
    /// <param name="cancellationToken">Ends the trial; what it returns then is not looked at.</param>
    /// <exception cref="Learning.TrainingDivergedException">A training diverged.</exception>
    /// <exception cref="OperationCanceledException">It was canceled before a training began.</exception>
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

    /// <summary>Trains and judges, on another thread than the one that calls.</summary>
    /// <inheritdoc cref="RunAsync"/>
    protected abstract Task<SweepOutcome> TrainAsync(SweepTrainingOrder order, CancellationToken cancellationToken);
}
