using System.Diagnostics;
using DeepQ.Learning;

namespace ClusterSample.Measuring;

/// <summary>Measures a training for some seconds once it has begun, and cancels it.</summary>
/// <param name="canceled">Cancels it.</param>
/// <param name="coreTime">The time that cores spent on it so far.</param>
internal sealed class SpeedWatch(CancellationTokenSource canceled, Func<TimeSpan> coreTime) : IProgress<TrainingProgress>
{
    private static readonly TimeSpan Start = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Window = TimeSpan.FromSeconds(5);
    private long? _begin;
    private (TrainingProgress Progress, long Time, TimeSpan Cores)? _first;

    /// <summary>The environment steps a second.</summary>
    public double StepsPerSecond { get; private set; }

    /// <summary>The updates a second.</summary>
    public double UpdatesPerSecond { get; private set; }

    /// <summary>The number of cores that were at work.</summary>
    public double Cores { get; private set; }

    public void Report(TrainingProgress value)
    {
        long now = Stopwatch.GetTimestamp();
        if (value.Updates == 0 || StepsPerSecond > 0)
            return;
        _begin ??= now;
        if (_first is not { } first)
        {
            if (Stopwatch.GetElapsedTime(_begin.Value, now) > Start)
                _first = (value, now, coreTime());
            return;
        }

        // The clock of the learner, as an answer may be late.
        double seconds = (value.Elapsed - first.Progress.Elapsed).TotalSeconds;
        if (Stopwatch.GetElapsedTime(first.Time, now) < Window || seconds <= 0)
            return;
        StepsPerSecond = (value.Step - first.Progress.Step) / seconds;
        UpdatesPerSecond = (value.Updates - first.Progress.Updates) / seconds;
        Cores = (coreTime() - first.Cores).TotalSeconds / Stopwatch.GetElapsedTime(first.Time, now).TotalSeconds;
        canceled.Cancel();
    }
}
