using DeepQ.Learning.Training;

namespace DeepQ.Learning.Seeds;

/// <summary>Hands what one of several trainings says on to those who listen to all, with its seed, one at a time.</summary>
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
