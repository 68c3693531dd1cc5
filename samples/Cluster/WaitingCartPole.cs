using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Wrappers;
using DeepQ.MLNet;
using DeepQ.Orleans;

namespace ClusterSample;

/// <summary>A training whose steps cost time and no core, as those of a simulator elsewhere do.</summary>
internal static class WaitingCartPole
{
    /// <summary>What a step takes.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromMilliseconds(5);

    /// <summary>Trains until it is canceled.</summary>
    public static TrainingDefinition Create() => new("waiting", () => new Waiting(), () => new DeepQTrainer.Options
    {
        Steps = 1_000_000_000,
        LearningStarts = 200,
        UpdateInterval = 16,
    });

    private sealed class Waiting() : EnvironmentWrapper(new CartPole())
    {
        public override StepResult Step(int action, Random random, Span<float> observation)
        {
            Thread.Sleep(WaitingCartPole.Step);
            return base.Step(action, random, observation);
        }
    }
}
