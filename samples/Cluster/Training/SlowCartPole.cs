using System.Diagnostics;
using DeepQ.Environments;
using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Distributed;
using DeepQ.MLNet;
using DeepQ.Orleans;

namespace ClusterSample.Training;

/// <summary>The training that the silos and their client share: CartPole, with steps that take as long as those of a simulator.</summary>
internal static class SlowCartPole
{
    /// <summary>What a step takes.</summary>
    public static readonly TimeSpan StepTime = TimeSpan.FromMilliseconds(1);

    /// <summary>The environment steps of a training.</summary>
    public const int Steps = 100_000;

    /// <summary>The environment steps from one checkpoint of the learner to the next.</summary>
    public const int CheckpointInterval = 5_000;

    /// <summary>How it is spread.</summary>
    public static DistributedOptions Plan => new() { Actors = 12, Shards = 2, BlockSize = 50 };

    /// <summary>Creates the definition.</summary>
    public static TrainingDefinition Create() => new(
        "slow cartpole",
        () => new Slow(),
        () => new DeepQTrainer.Options
        {
            Steps = Steps,
            UpdateInterval = 2,
            EvaluationInterval = 10_000,
            EvaluationEpisodes = 5,
            Finalists = 2,
            FinalEpisodes = 10,
            CheckpointInterval = CheckpointInterval,
        });

    // A system may sleep for longer than it was asked to. The next steps make up for that, but not for a long time without steps.
    private sealed class Slow() : EnvironmentWrapper(new CartPole())
    {
        private static readonly TimeSpan Most = TimeSpan.FromMilliseconds(50);
        private static readonly long Start = Stopwatch.GetTimestamp();
        private TimeSpan _due;

        public override StepResult Step(int action, Random random, Span<float> observation)
        {
            TimeSpan now = Stopwatch.GetElapsedTime(Start);
            _due = StepTime + (now - _due > Most ? now - Most : _due);
            if (_due > now)
                Thread.Sleep(_due - now);
            return base.Step(action, random, observation);
        }
    }
}
