using System.Collections.Concurrent;
using DeepQ.Orleans.Cluster;

namespace ClusterSample.Sweeps;

/// <summary>Watches the trainings, and kills the silo of one in the middle of its last round.</summary>
/// <param name="kill">Kills a silo.</param>
/// <param name="tell">Reports the events.</param>
internal sealed class Accident(Action<string> kill, Action<string> tell) : IProgress<SweepTrainingProgress>
{
    private readonly ConcurrentDictionary<(string Silo, int Candidate, int Round), bool> _trainings = [];
    private readonly Lock _telling = new();
    private bool _isOver;

    /// <summary>The training whose silo was killed; null before.</summary>
    public SweepTrainingProgress? Victim { get; private set; }

    /// <summary>The trainings that each silo ran or started, by candidate and round.</summary>
    public IEnumerable<IGrouping<string, (int Candidate, int Round)>> BySilo =>
        _trainings.Keys.Order().GroupBy(one => one.Silo, one => (one.Candidate, one.Round));

    public void Report(SweepTrainingProgress value)
    {
        lock (_telling)
        {
            _trainings.TryAdd((value.Silo, value.Candidate, value.Round), true);
            if (Victim is null && value.Round == 1 && value.Steps > 0.4 * value.TotalSteps && value.Steps < value.TotalSteps)
            {
                Victim = value;
                kill(value.Silo);
                tell($"candidate {value.Candidate} has {value.Steps} of {value.TotalSteps} steps on {value.Silo}, whose process is killed");
            }
            else if (Victim is not null && !_isOver && value.Steps > 0 && value.Silo != Victim.Silo
                && (value.Candidate, value.Round) == (Victim.Candidate, Victim.Round))
            {
                _isOver = true;
                tell($"candidate {value.Candidate} continues on {value.Silo}, where it has {value.Steps} steps");
            }
        }
    }
}
