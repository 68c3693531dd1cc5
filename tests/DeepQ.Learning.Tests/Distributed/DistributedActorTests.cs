using System.Text;
using DeepQ.Environments.Tabular;
using DeepQ.Learning.Distributed;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;

namespace DeepQ.Learning.Tests.Distributed;

public sealed class DistributedActorTests
{
    private static readonly DistributedOptions Plan = new() { Actors = 8, EnvironmentsPerActor = 2, BlockSize = 40 };

    [Fact]
    public void First_priorities_are_errors_by_the_weights_that_were_published()
    {
        DqnOptions options = new()
        {
            HiddenUnits = [8],
            Gamma = 0.9,
            NStep = 3,
            BatchSize = 16,
            PrioritizedReplay = new PrioritizedReplayOptions(),
        };
        FrozenLake lake = new();
        using OnlineLearner learner = new DqnTrainer(options).CreateLearner(
            lake.ObservationSpace, lake.ActionSpace, new Xoshiro256(5), 1);
        using MemoryStream weights = new();
        learner.SaveWeights(new BinaryWriter(weights, Encoding.UTF8));
        using DistributedActor actor = New(options, 1);
        actor.Load(1, weights.ToArray());
        ExperienceBlock block = BlockFormat.Read(actor.Collect(), 16, 0, lake.ObservationSpace.ElementType);

        Assert.Equal((40, 40L, 1L), (block.Actions.Length, actor.Steps, actor.Version));
        ReplayBuffer replay = new(40, lake.ObservationSpace, 2, 0);
        TransitionBatch rows = new(40, 16);
        block.AddTo(replay, 0).CopyTo(rows.Slots);
        replay.Read(rows, 0.9f, 3);
        float[] values = new float[160], next = new float[160];
        learner.Network.QValues(rows.States, values);
        learner.Network.QValues(rows.NextStates, next);
        for (int i = 0; i < 40; i++)
        {
            double target = rows.Rewards[i] + (rows.Discounts[i] * next.AsSpan(i * 4, 4).ToArray().Max());
            Assert.Equal(Math.Abs(target - values[(i * 4) + rows.Actions[i]]), block.Errors[i], 1e-5);
        }

        Assert.True(block.Errors.Distinct().Count() > 5);
    }

    [Fact]
    public void An_actor_hands_over_its_episodes_and_keeps_none()
    {
        DqnOptions options = new() { HiddenUnits = [] };
        FrozenLake lake = new();
        using OnlineLearner learner = new DqnTrainer(options).CreateLearner(
            lake.ObservationSpace, lake.ActionSpace, new Xoshiro256(5), 1);
        using MemoryStream weights = new();
        learner.SaveWeights(new BinaryWriter(weights, Encoding.UTF8));
        using DistributedActor actor = New(options, 0);
        actor.Load(1, weights.ToArray());
        int ended = 0, steps = 0;
        for (int i = 0; i < 20; i++)
        {
            ExperienceBlock block = BlockFormat.Read(actor.Collect(), 16, 0, lake.ObservationSpace.ElementType);
            ended += block.Episodes.Length;
            steps += block.Episodes.Sum(episode => episode.Length);
            Assert.Equal(0, actor.Episodes);
        }

        // Each is told once: all steps but those of the two episodes in progress, of at most 100 steps.
        Assert.True(ended > 10);
        Assert.InRange(steps, (int)actor.Steps - 200, (int)actor.Steps);
    }

    [Fact]
    public void Actors_explore_from_much_to_hardly()
    {
        Assert.Equal(0.4, Plan.EpsilonOf(0), 1e-12);
        Assert.Equal(Math.Pow(0.4, 1 + (4.0 * 3 / 7)), Plan.EpsilonOf(3), 1e-12);
        Assert.Equal(Math.Pow(0.4, 5), Plan.EpsilonOf(7), 1e-12);
        Assert.Equal(Math.Pow(0.4, 8), new DistributedOptions { Actors = 9 }.EpsilonOf(8), 1e-12);
        Assert.Equal(0.4, new DistributedOptions { Actors = 1 }.EpsilonOf(0), 1e-12);
    }

    [Fact]
    public void An_actor_without_weights_or_with_too_few_environments_says_so()
    {
        using DistributedActor actor = New(new DqnOptions(), 0);
        Assert.Throws<InvalidOperationException>(() => actor.Collect());
        Assert.StartsWith(
            "An actor has 2 environments; 1 were given.",
            Assert.Throws<ArgumentException>(() => new DistributedActor(
                new DqnOptions(), Plan, 0, new VectorEnvironment(1, () => new FrozenLake(), new Xoshiro256(1)), new Xoshiro256(1))).Message,
            StringComparison.Ordinal);
        using DistributedActor other = New(new DqnOptions { HiddenUnits = [3] }, 0);
        using OnlineLearner learner = new DqnTrainer(new DqnOptions { HiddenUnits = [4] }).CreateLearner(
            new FrozenLake().ObservationSpace, new FrozenLake().ActionSpace, new Xoshiro256(5), 1);
        using MemoryStream weights = new();
        learner.SaveWeights(new BinaryWriter(weights, Encoding.UTF8));
        Assert.Throws<InvalidDataException>(() => other.Load(1, weights.ToArray()));
    }

    private static DistributedActor New(DqnOptions options, int actor) => new(
        options, Plan, actor, new VectorEnvironment(2, () => new FrozenLake(), new Xoshiro256(2)), new Xoshiro256(3));
}
