using System.Diagnostics;

namespace DeepQ.Learning.Training;

/// <summary>Measures the time of a training and allows ten reports a second.</summary>
internal sealed class ProgressClock(IProgress<TrainingProgress>? progress)
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(0.1);
    private readonly long _start = Stopwatch.GetTimestamp();
    private TimeSpan _due = Interval;
    private TimeSpan _before;

    public TimeSpan Elapsed => _before + Stopwatch.GetElapsedTime(_start);

    /// <summary>Adds the time of training before an interruption.</summary>
    public void Add(TimeSpan before) => _before += before;

    public void ReportIfDue(Func<TrainingProgress> report, bool force = false)
    {
        if (progress is null || (!force && Elapsed < _due))
            return;
        progress.Report(report());
        _due = Elapsed + Interval;
    }
}
