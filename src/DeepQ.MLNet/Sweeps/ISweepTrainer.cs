namespace DeepQ.MLNet.Sweeps;

/// <summary>Runs the trainings of a sweep, on this machine or on others.</summary>
public interface ISweepTrainer
{
    /// <summary>
    /// The number of simultaneous trainings, unless <see cref="SweepOptions.AtOnce"/> sets it.
    /// </summary>
    int Places { get; }

    /// <summary>
    /// Trains and scores a policy. Called again before it completes, for as many trainings as there are places.
    /// </summary>
    /// <param name="order">The training to run. The same order gives the same policy and the same scores.</param>
    /// <param name="cancellationToken">Ends the training.</param>
    /// <returns>The result, which the caller disposes.</returns>
    /// <exception cref="SweepTrialException">The trial has no score. Its line shows the message, and the sweep continues.</exception>
    /// <exception cref="OperationCanceledException">The training was canceled.</exception>
    Task<ISweepTraining> TrainAsync(SweepTrainingOrder order, CancellationToken cancellationToken);
}
