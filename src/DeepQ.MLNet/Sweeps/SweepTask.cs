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

    /// <summary>Trains and judges.</summary>
    /// <param name="options">The settings, which are valid.</param>
    /// <param name="seed">Decides what is drawn.</param>
    /// <param name="cancellationToken">Ends the trial; what it returns then is not looked at.</param>
    /// <exception cref="Learning.TrainingDivergedException">The training diverged.</exception>
    public abstract SweepOutcome Run(DeepQTrainer.Options options, ulong seed, CancellationToken cancellationToken);
}
