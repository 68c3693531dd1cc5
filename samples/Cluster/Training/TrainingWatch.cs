using System.Globalization;
using DeepQ.Learning;
using DeepQ.Orleans.Cluster;

namespace ClusterSample.Training;

/// <summary>Tells how a training goes, and kills the silo with a role in the middle of it.</summary>
/// <param name="role">The role; null to kill none.</param>
/// <param name="moment">The environment steps after which the silo is killed.</param>
/// <param name="kill">Kills a silo.</param>
/// <param name="tell">Reports the events.</param>
/// <param name="clock">The clock.</param>
internal sealed class TrainingWatch(Role? role, long moment, Action<string> kill, Action<string> tell, TimeProvider clock)
    : IProgress<TrainingProgress>, IProgress<ClusterTrainingStatus>
{
    private static readonly TimeSpan Interval = TimeSpan.FromSeconds(2);
    private readonly SpeedTable _table = new(clock, Interval);
    private readonly LearningPause _pause = new(clock);
    private readonly HashSet<string> _warned = [];
    private TrainingProgress? _progress;
    private string? _learner;
    private bool _isPlaced;
    private long _killedAt;

    /// <summary>The silo that was killed; null before.</summary>
    public string? Victim { get; private set; }

    /// <summary>The longest time without an update since then.</summary>
    public TimeSpan Pause => _pause.Longest;

    // It comes before the status of the same answer.
    public void Report(TrainingProgress value) => _progress = value;

    public void Report(ClusterTrainingStatus value)
    {
        // One that has just begun, or goes on, does not know yet how far it is.
        if (_progress is not { Step: > 0 } progress)
            return;
        _pause.Report(value.LearnerSilo, progress);
        TellWhereItGoesOn(progress, value);
        TellPlaces(value);
        if (_table.Report(progress, value) is { } line)
            tell(line);
        foreach (string warning in value.Warnings.Where(_warned.Add))
            tell($"the learner warns: {warning}");
        if (role is { } lost && Victim is null && progress.Step >= moment && value.SiloWith(lost) is { } silo)
            Kill(silo, progress, value);
    }

    private void TellWhereItGoesOn(TrainingProgress progress, ClusterTrainingStatus status)
    {
        if (Victim is null || _learner == status.LearnerSilo)
            return;
        _learner = status.LearnerSilo;
        tell(string.Create(
            CultureInfo.InvariantCulture,
            $"{_learner} continues as the learner {clock.GetElapsedTime(_killedAt).TotalSeconds:F1} s later, from step {progress.Step:N0}"));
    }

    // In the beginning, and after a loss.
    private void TellPlaces(ClusterTrainingStatus status)
    {
        if (_isPlaced || !status.IsPlaced() || status.SiloByActor.Concat(status.SiloByShard).Append(status.LearnerSilo).Contains(Victim))
            return;
        _isPlaced = true;
        foreach (string silo in status.SiloByActor.Concat(status.SiloByShard).Append(status.LearnerSilo).Distinct().Order(StringComparer.Ordinal))
            tell($"{silo} has {status.Describe(silo)}");
        if (Victim is null)
            tell(SpeedTable.Heading);
    }

    private void Kill(string silo, TrainingProgress progress, ClusterTrainingStatus status)
    {
        (Victim, _learner, _killedAt, _isPlaced) = (silo, status.LearnerSilo, clock.GetTimestamp(), false);
        _pause.Begin();
        kill(silo);
        tell(string.Create(CultureInfo.InvariantCulture, $"{silo} is killed at step {progress.Step:N0}; it had {status.Describe(silo)}"));
    }
}
