using DeepQ.Learning.Logging;

namespace DeepQ.Learning.Training;

/// <summary>Observes a training. Every method is called on the training thread, which waits for it.</summary>
/// <remarks>
/// An exception from a method ends the training and reaches the caller. The exception is a <see cref="MetricLog"/> that
/// throws an <see cref="IOException"/>, as on a full disk: it is removed with a warning.
/// </remarks>
public interface ITrainingObserver
{
    /// <summary>Called when a training begins or continues from a checkpoint.</summary>
    /// <param name="settings">The settings of the training.</param>
    void OnTrainingStart(TrainingSettings settings)
    {
    }

    /// <summary>Called when something differs from the settings and training continues without it.</summary>
    /// <param name="message">What differs, and what happens instead.</param>
    void OnWarning(string message)
    {
    }

    /// <summary>
    /// Called when something was chosen that the settings leave open, such as the implementation of updates.
    /// </summary>
    /// <param name="message">The choice and its reason.</param>
    void OnMessage(string message)
    {
    }

    /// <summary>Called when a training episode has ended.</summary>
    /// <param name="episode">Its return and length.</param>
    void OnEpisodeEnd(EpisodeRecord episode)
    {
    }

    /// <summary>Called after an update of the network.</summary>
    /// <param name="update">The result of the update.</param>
    void OnUpdate(in UpdateRecord update)
    {
    }

    /// <summary>Called after an evaluation of the greedy policy.</summary>
    /// <param name="evaluation">The result of the evaluation.</param>
    void OnEvaluation(EvaluationRecord evaluation)
    {
    }

    /// <summary>
    /// Called at the end of a step, after the due updates and evaluations: the moment to inspect, or to stop.
    /// </summary>
    /// <param name="moment">The progress of the training, and its network; the same object at each call.</param>
    void OnStepEnd(TrainingMoment moment)
    {
    }

    /// <summary>Called when training has ended, except by an unrelated exception.</summary>
    /// <param name="reason">The reason.</param>
    void OnTrainingEnd(StopReason reason)
    {
    }
}
