using DeepQ.Learning.Training;

namespace DeepQ.Learning.Seeds;

/// <summary>
/// Forwards the messages of one of several trainings to shared observers, with its seed, one at a time.
/// </summary>
internal sealed class SeedVoice(ulong seed, IReadOnlyList<ITrainingObserver> listeners, Lock speaking) : ITrainingObserver
{
    public void OnWarning(string message)
    {
        lock (speaking)
        {
            foreach (ITrainingObserver listener in listeners)
                listener.OnWarning($"Seed {seed}: {message}");
        }
    }

    public void OnMessage(string message)
    {
        lock (speaking)
        {
            foreach (ITrainingObserver listener in listeners)
                listener.OnMessage($"Seed {seed}: {message}");
        }
    }
}
