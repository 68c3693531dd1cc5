using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Wrappers;
using DeepQ.MLNet;
using DeepQ.Orleans;

namespace ClusterSample.Measuring;

/// <summary>A training whose steps cost time and no core, as those of a simulator elsewhere do.</summary>
internal static class WaitingCartPole
{
    /// <summary>How many environment steps the learner makes an update for.</summary>
    public const int StepsPerUpdate = 16;

    /// <summary>The durations of a step that are measured, in milliseconds.</summary>
    public static readonly int[] Durations = [1, 5, 20];

    /// <summary>Trains until it is canceled.</summary>
    /// <param name="duration">What a step takes, in milliseconds.</param>
    public static TrainingDefinition Create(int duration) => new(
        $"waiting {duration} ms",
        () => new Waiting(TimeSpan.FromMilliseconds(duration)),
        () => new DeepQTrainer.Options
        {
            Steps = 1_000_000_000,
            LearningStarts = 200,
            UpdateInterval = StepsPerUpdate,
        });

    private sealed class Waiting(TimeSpan duration) : EnvironmentWrapper(new CartPole())
    {
        public override StepResult Step(int action, Random random, Span<float> observation)
        {
            Thread.Sleep(duration);
            return base.Step(action, random, observation);
        }
    }
}
