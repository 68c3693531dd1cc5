using ClusterSample.Training;
using DeepQ.Learning;
using DeepQ.Learning.Evaluation;
using DeepQ.Learning.Training;

namespace ClusterSample.Tests.Training;

public sealed class LearningPauseTests
{
    private readonly Clock _clock = new();

    [Fact]
    public void Another_learner_goes_on_with_its_first_update()
    {
        LearningPause pause = new(_clock);
        Report(pause, 1, "a", updates: 100);
        pause.Begin();
        Report(pause, 4, "b", updates: 80);
        Assert.Equal(TimeSpan.Zero, pause.Longest);
        Report(pause, 5, "b", updates: 81);
        Report(pause, 7, "b", updates: 82);
        Assert.Equal(TimeSpan.FromSeconds(4), pause.Longest);
    }

    [Fact]
    public void An_evaluation_is_no_pause()
    {
        LearningPause pause = new(_clock);
        Report(pause, 1, "a", updates: 100);
        pause.Begin();
        Report(pause, 2, "a", updates: 101);
        Report(pause, 9, "a", updates: 101, evaluatedAt: 50);
        Report(pause, 11, "a", updates: 102, evaluatedAt: 50);
        Assert.Equal(TimeSpan.FromSeconds(2), pause.Longest);
    }

    private void Report(LearningPause pause, int second, string silo, long updates, long? evaluatedAt = null)
    {
        _clock.Now = TimeSpan.FromSeconds(second);
        pause.Report(silo, new TrainingProgress
        {
            Step = 4 * updates,
            Updates = updates,
            Fraction = 0.5,
            Elapsed = _clock.Now,
            LastEvaluation = evaluatedAt is { } step ? new EvaluationRecord(step, new EvaluationResult([1], 0)) : null,
        });
    }

    private sealed class Clock : TimeProvider
    {
        public TimeSpan Now { get; set; } = TimeSpan.FromSeconds(1);

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public override long GetTimestamp() => Now.Ticks;
    }
}
