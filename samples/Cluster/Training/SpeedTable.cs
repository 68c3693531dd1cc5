using System.Globalization;
using DeepQ.Learning;
using DeepQ.Orleans.Cluster;

namespace ClusterSample.Training;

/// <summary>Makes a line of the speed of each silo now and then.</summary>
/// <param name="clock">The clock.</param>
/// <param name="interval">The time from one line to the next.</param>
internal sealed class SpeedTable(TimeProvider clock, TimeSpan interval)
{
    private readonly long _start = clock.GetTimestamp();
    // The most that was reported: another learner has not heard of all actors yet.
    private readonly SortedDictionary<string, long> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _before = new(StringComparer.Ordinal);
    private TimeSpan _at;
    private long _updates;
    private long _allSteps;

    /// <summary>What the columns are.</summary>
    public const string Heading = "  time    steps  steps/s  updates/s  return   steps/s of the actors of each silo";

    /// <summary>Takes notice of how far training is.</summary>
    /// <returns>The line, if the time for one has come.</returns>
    public string? Report(TrainingProgress progress, ClusterTrainingStatus status)
    {
        foreach ((string silo, long steps) in status.StepsBySilo)
            _steps[silo] = Math.Max(_steps.GetValueOrDefault(silo), steps);
        TimeSpan now = clock.GetElapsedTime(_start);
        double seconds = (now - _at).TotalSeconds;
        if (now - _at < interval)
            return null;
        string silos = string.Join("  ", _steps.Select(silo => string.Create(
            CultureInfo.InvariantCulture, $"{silo.Key} {(silo.Value - _before.GetValueOrDefault(silo.Key)) / seconds,5:N0}")));
        // After the loss of a learner, there are fewer than before.
        double stepsPerSecond = Math.Max(0, progress.Step - _allSteps) / seconds;
        double updatesPerSecond = Math.Max(0, progress.Updates - _updates) / seconds;
        (_at, _updates, _allSteps) = (now, progress.Updates, progress.Step);
        foreach ((string silo, long steps) in _steps)
            _before[silo] = steps;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{now.TotalSeconds,4:F0} s  {progress.Step,7:N0}  {stepsPerSecond,7:N0}  {updatesPerSecond,9:N0}  {progress.MeanReturn,6:F1}   {silos}");
    }
}
