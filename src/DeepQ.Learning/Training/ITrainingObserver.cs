using DeepQ.Learning.Logging;

namespace DeepQ.Learning.Training;

/// <summary>Watches a training. Every method is called on the thread that trains, which waits for it.</summary>
/// <remarks>
/// What a method throws ends the training and reaches whoever started it; only a <see cref="MetricLog"/> that throws an
/// <see cref="IOException"/>, as on a full disk, is warned of and left out.
/// </remarks>
public interface ITrainingObserver
{
    /// <summary>A training begins, or goes on from a checkpoint.</summary>
    /// <param name="settings">What it is started with.</param>
    void OnTrainingStart(TrainingSettings settings)
    {
    }

    /// <summary>Something is not as the settings ask for, and training goes on without it.</summary>
    /// <param name="message">What, and what happens instead.</param>
    void OnWarning(string message)
    {
    }

    /// <summary>Something was chosen that the settings leave open, such as what computes the updates.</summary>
    /// <param name="message">What, and why.</param>
    void OnMessage(string message)
    {
    }

    /// <summary>An episode of training ended.</summary>
    /// <param name="episode">Its return and length.</param>
    void OnEpisodeEnd(EpisodeRecord episode)
    {
    }

    /// <summary>The network was updated.</summary>
    /// <param name="update">What the update saw.</param>
    void OnUpdate(in UpdateRecord update)
    {
    }

    /// <summary>The greedy policy was evaluated.</summary>
    /// <param name="evaluation">What it brought.</param>
    void OnEvaluation(EvaluationRecord evaluation)
    {
    }

    /// <summary>A step ended, and with it the update and the evaluation that were due: a moment to look, or to stop.</summary>
    /// <param name="moment">How far training has come, and its network; the object is the same at each call.</param>
    void OnStepEnd(TrainingMoment moment)
    {
    }

    /// <summary>Training ended, other than by an exception that has nothing to do with it.</summary>
    /// <param name="reason">Why.</param>
    void OnTrainingEnd(StopReason reason)
    {
    }
}
