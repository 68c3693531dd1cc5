using DeepQ.Learning.Diagnostics;

namespace DeepQ.Learning.Training;

/// <summary>
/// Forwards everything to several observers, in order. An <see cref="IOptionalObserver"/> that cannot write is removed
/// with a warning; an exception of another observer ends the training.
/// </summary>
internal sealed class ObserverGroup(IEnumerable<ITrainingObserver> observers) : ITrainingObserver, IMessageSink
{
    private readonly ITrainingObserver[] _observers = [.. observers];

    public void OnTrainingStart(TrainingSettings settings) => Tell(observer => observer.OnTrainingStart(settings));

    public void OnWarning(string message)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.OnWarning(message);
    }

    public void OnMessage(string message)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.OnMessage(message);
    }

    public void OnEpisodeEnd(EpisodeRecord episode) => Tell(observer => observer.OnEpisodeEnd(episode));

    public void OnUpdate(in UpdateRecord update)
    {
        for (int i = 0; i < _observers.Length; i++)
        {
            try
            {
                _observers[i].OnUpdate(update);
            }
            catch (IOException e) when (_observers[i] is IOptionalObserver)
            {
                LeaveOut(i, e);
            }
        }
    }

    public void OnEvaluation(EvaluationRecord evaluation) => Tell(observer => observer.OnEvaluation(evaluation));

    public void OnStepEnd(TrainingMoment moment)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.OnStepEnd(moment);
    }

    public void OnTrainingEnd(StopReason reason) => Tell(observer => observer.OnTrainingEnd(reason));

    private void Tell(Action<ITrainingObserver> tell)
    {
        for (int i = 0; i < _observers.Length; i++)
        {
            try
            {
                tell(_observers[i]);
            }
            catch (IOException e) when (_observers[i] is IOptionalObserver)
            {
                LeaveOut(i, e);
            }
        }
    }

    // A full disk is no reason to lose what was learned.
    private void LeaveOut(int index, IOException error)
    {
        string name = _observers[index].GetType().Name;
        _observers[index] = new Nobody();
        OnWarning($"The {name} ends here because it cannot be written: {error.Message} Training continues without it.");
    }

    private sealed class Nobody : ITrainingObserver;
}
