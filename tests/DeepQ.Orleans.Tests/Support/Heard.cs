using System.Collections.Concurrent;
using DeepQ.Orleans.Cluster;

namespace DeepQ.Orleans.Tests.Support;

/// <summary>Remembers what was said of trainings, and acts on it.</summary>
internal sealed class Heard(Action<SweepTrainingProgress>? then = null) : IProgress<SweepTrainingProgress>
{
    public ConcurrentQueue<SweepTrainingProgress> All { get; } = [];

    public void Report(SweepTrainingProgress value)
    {
        All.Enqueue(value);
        then?.Invoke(value);
    }
}
