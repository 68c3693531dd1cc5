using DeepQ.Learning.Exploration;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;
using DeepQ.Tests;

namespace DeepQ.Learning.Tests.Rollouts;

public sealed class RolloutAllocationTests
{
    private const int Environments = 8;

    [Theory]
    [InlineData(0)]
    [InlineData(4)]
    public void Collecting_a_rollout_and_learning_from_it_allocate_nothing(int maskedActions)
    {
        DqnOptions options = new() { HiddenUnits = [20, 10], UpdatePath = UpdatePath.Fused };
        options.UsePqn();
        options.Rollout = new() { Steps = 10, Minibatches = 4, Epochs = 2 };
        LearnerSettings settings = options.ToLearner(Environments);
        using DqnLearner learner = NetworkPair.CreateLearner(
            options.Network.CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1)),
            settings,
            new Xoshiro256(2),
            pair => new RolloutObjective(pair, settings));
        Experience experience = new(options.ToReplay(Environments), Variants.Row(3), maskedActions, Environments, new Xoshiro256(3));
        Rollout rollout = new(options.Rollout, options.Gamma, experience, Environments, new Xoshiro256(4));
        BehaviorPolicy policy = new(options.NewExploration(Environments, 4), Environments, 4);
        Xoshiro256 random = new(5);
        float[] states = new float[3 * Environments];
        bool[] legal = new bool[maskedActions * Environments];
        legal.AsSpan().Fill(true);
        double[] rewards = new double[Environments];
        bool[] terminated = new bool[Environments];
        bool[] truncated = new bool[Environments];
        long updates = 0;

        // The first rounds compile.
        Round(20);
        Assert.Equal(20 * 4 * 2, updates);
        Assert.Equal(0, Allocation.Least(() => Round(5)));

        void Round(int times)
        {
            for (int i = 0; i < times; i++)
            {
                while (!rollout.IsFull)
                    Step();
                for (long left = rollout.Begin(learner.Values, 2); left > 0; left--, updates++)
                    learner.Update(rollout.Next(left), i);
                learner.UpdateTarget();
                rollout.Clear();
            }
        }

        void Step()
        {
            states[0]++;
            (terminated[1], truncated[2]) = (states[0] % 3 == 0, states[0] % 4 == 0);
            experience.Observe(states, legal);
            ReadOnlySpan<int> actions = policy.Choose(
                learner.Values, experience.States, experience.Legal, 1_000_000, random, valuesAreKept: true);
            rollout.Keep(policy.QValues, experience.Legal, 2);
            experience.Remember(actions, rewards, states, terminated, truncated, legal);
            rollout.OnStep();
        }
    }
}
