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

    /// <summary>Whether trainings may be made side by side.</summary>
    public abstract bool IsConcurrent { get; }

    /// <summary>Trains with each of several seeds, and judges.</summary>
    /// <param name="options">The settings, which are valid.</param>
    /// <param name="seeds">Decide what is drawn, in each training.</param>
    /// <param name="cores">A training waits for a place here.</param>
    /// <param name="cancellationToken">Ends the trial; what it returns then is not looked at.</param>
    /// <exception cref="Learning.TrainingDivergedException">A training diverged.</exception>
    /// <exception cref="OperationCanceledException">It was canceled before a training began.</exception>
    public async Task<SweepOutcome> RunAsync(
        DeepQTrainer.Options options, IReadOnlyList<ulong> seeds, SemaphoreSlim cores, CancellationToken cancellationToken)
    {
        Task<SweepOutcome>[] trainings = [.. seeds.Select(TrainAsync)];
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

        async Task<SweepOutcome> TrainAsync(ulong seed)
        {
            await cores.WaitAsync(cancellationToken).ConfigureAwait(false);
            try
            {
                return await Task.Run(() => Run(options, seed, cancellationToken), CancellationToken.None).ConfigureAwait(false);
            }
            finally
            {
                cores.Release();
            }
        }
    }

    /// <summary>Trains and judges.</summary>
    /// <inheritdoc cref="RunAsync"/>
    protected abstract SweepOutcome Run(DeepQTrainer.Options options, ulong seed, CancellationToken cancellationToken);
}
