namespace DeepQ.MLNet.Sweeps;

/// <summary>Makes the trainings of a sweep, on this machine or on others.</summary>
public interface ISweepTrainer
{
    /// <summary>
    /// The number of trainings that there may be at a time, where <see cref="SweepOptions.AtOnce"/> does not say.
    /// </summary>
    int Places { get; }

    /// <summary>Trains and scores a policy. It is called again before it is done, up to as many times as there are places.</summary>
    /// <param name="order">What to train. The same order gives the same policy and the same scores.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <returns>What came of it; whoever called disposes it.</returns>
    /// <exception cref="SweepTrialException">The trial has no score. The message stands in its line, and the sweep goes on.</exception>
    /// <exception cref="OperationCanceledException">It was canceled.</exception>
    Task<ISweepTraining> TrainAsync(SweepTrainingOrder order, CancellationToken cancellationToken);
}
