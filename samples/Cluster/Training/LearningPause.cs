using DeepQ.Learning;

namespace ClusterSample.Training;

/// <summary>Measures the longest time without an update since a silo was killed.</summary>
/// <param name="clock">The clock.</param>
internal sealed class LearningPause(TimeProvider clock)
{
    private string? _silo;
    private TrainingProgress? _last;
    private bool _isAnother;
    private long _since;

    /// <summary>The longest time so far, without times in which a learner that was not lost evaluated the network.</summary>
    public TimeSpan Longest { get; private set; }

    /// <summary>Begins to measure, when the silo is killed.</summary>
    public void Begin()
    {
        _since = clock.GetTimestamp();
        Longest = TimeSpan.Zero;
    }

    /// <summary>Takes notice of how far training is.</summary>
    /// <param name="silo">The silo that learns.</param>
    /// <param name="progress">The progress there.</param>
    public void Report(string silo, TrainingProgress progress)
    {
        // A learner that goes on has fewer updates than the one that was lost.
        _isAnother |= _silo is not null && silo != _silo;
        bool isSame = silo == _silo;
        bool evaluated = isSame && progress.LastEvaluation?.Step != _last?.LastEvaluation?.Step;
        if (evaluated || (isSame && progress.Updates > _last?.Updates))
        {
            TimeSpan pause = clock.GetElapsedTime(_since);
            if ((_isAnother || !evaluated) && pause > Longest)
                Longest = pause;
            (_since, _isAnother) = (clock.GetTimestamp(), false);
        }

        (_silo, _last) = (silo, progress);
    }
}
