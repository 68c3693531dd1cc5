using DeepQ.Learning.Networks;

namespace DeepQ.Learning.Training;

/// <summary>The moment between two steps of a training, in which observers may inspect it and stop it.</summary>
public sealed class TrainingMoment
{
    private readonly Func<QNetwork> _copyNetwork;

    internal TrainingMoment(Func<QNetwork> copyNetwork)
    {
        _copyNetwork = copyNetwork;
    }

    /// <summary>The number of environment steps taken so far; zero when learning from logged transitions.</summary>
    public long Step { get; internal set; }

    /// <summary>The number of updates made so far.</summary>
    public long Updates { get; internal set; }

    /// <summary>Whether an observer requested a stop.</summary>
    public bool IsStopRequested { get; private set; }

    /// <summary>
    /// Copies the current network, with Q-values in the units of the rewards; the average of
    /// <see cref="DqnOptions.WeightAveraging"/> if there is one.
    /// </summary>
    /// <returns>The copy; the caller owns it.</returns>
    public QNetwork CopyNetwork() => _copyNetwork();

    /// <summary>Requests an immediate stop; the current result is returned, and the checkpoint is written.</summary>
    public void Stop() => IsStopRequested = true;
}
