namespace DeepQ.Learning;

/// <summary>Hands everything on to some observers, in order.</summary>
internal sealed class ObserverGroup(IEnumerable<ITrainingObserver> observers) : ITrainingObserver
{
    private readonly ITrainingObserver[] _observers = [.. observers];

    public void Warned(string message)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.Warned(message);
    }

    public void Noted(string message)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.Noted(message);
    }

    public void EpisodeEnded(EpisodeRecord episode)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.EpisodeEnded(episode);
    }

    public void Updated(in UpdateRecord update)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.Updated(update);
    }

    public void Evaluated(EvaluationRecord evaluation)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.Evaluated(evaluation);
    }

    public void Ended(StopReason reason)
    {
        foreach (ITrainingObserver observer in _observers)
            observer.Ended(reason);
    }
}
