using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Scaling;

public sealed class OnlineLearnerTests
{
    private static readonly float[] States = [.. Enumerable.Range(0, 12).Select(i => 50 + (3 * MathF.Sin(i)))];

    [Theory]
    [MemberData(nameof(Variants.Names), MemberType = typeof(Variants))]
    public void Other_units_of_states_leave_every_value_what_it_was(string variant)
    {
        NetworkOptions options = Variants.Of(variant, 6, 5) with { ObservationScaling = new([40, 50, 49], [0.5f, 2, 0.1f]) };
        using QNetwork network = options.CreateNetwork(Variants.Row(3), 2, new Xoshiro256(1));
        using QNetwork other = network.WithScaling(new([51, 50, 48], [0.25f, 1, 3]), keepsValues: true)!;

        AssertNear(Values(network), Values(other));
        Assert.Equal([51f, 50f, 48f], other.ObservationScaling!.Offset);
    }

    [Fact]
    public void Weights_of_what_never_changed_are_of_the_new_scale()
    {
        NetworkOptions options = new() { HiddenUnits = [6], ObservationScaling = new([40, 7, 49], [0.5f, 1, 0.1f]) };
        using QNetwork network = options.CreateNetwork(Variants.Row(3), 2, new Xoshiro256(1));
        using QNetwork other = network.WithScaling(
            new([51, 1_007, 48], [0.25f, 1e-3f, 3]), keepsValues: true, still: [false, true, false])!;

        // A thousand is one now: what was 7 stays, and 2,007 is what 9 was.
        foreach ((float before, float after) in (ReadOnlySpan<(float, float)>)[(7, 7), (9, 2_007), (4, -2_993)])
        {
            float[] expected = new float[2], actual = new float[2];
            network.QValues([41, before, 50], expected);
            other.QValues([41, after, 50], actual);
            AssertNear(expected, actual);
        }
    }

    // Nothing tells before what its size will be.
    [Theory]
    [InlineData(1e6f, 1)]
    [InlineData(1, 1e6)]
    [InlineData(1, 1e-4)]
    public void What_is_zero_for_long_is_learned_once_it_is_not(float size, double reward)
    {
        DqnOptions options = new()
        {
            Steps = 4_000,
            ReplayCapacity = 1_000,
            LearningStarts = 200,
            Epsilon = 1,
            LearningRate = 3e-3,
            HiddenUnits = [16],
        };
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment([new LateChange(size, reward)], new Xoshiro256(1)), null, new Xoshiro256(2));

        float[] q = new float[2];
        result.Network.QValues([size, 0], q);
        Assert.Equal(0, q[0] / reward, 0.1);
        Assert.Equal(1, q[1] / reward, 0.1);
        result.Network.QValues([0, 0], q);
        Assert.Equal(1, q[0] / reward, 0.1);
        Assert.Equal(0, q[1] / reward, 0.1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void So_they_do_where_the_head_reads_the_state(bool dueling)
    {
        NetworkOptions options = new() { HiddenUnits = [], Dueling = dueling, ObservationScaling = new([40, 50, 49], [0.5f, 2, 1]) };
        using QNetwork network = options.CreateNetwork(Variants.Row(3), 2, new Xoshiro256(1));
        using QNetwork other = network.WithScaling(new([51, 50, 48], [0.25f, 1, 3]), keepsValues: true)!;

        AssertNear(Values(network), Values(other));
    }

    [Theory]
    [InlineData(UpdatePath.Fused, "plain")]
    [InlineData(UpdatePath.TorchSharp, "plain")]
    [InlineData(UpdatePath.TorchSharp, "dueling")]
    [InlineData(UpdatePath.Fused, "QR-DQN")]
    [InlineData(UpdatePath.TorchSharp, "IQN")]
    [InlineData(UpdatePath.TorchSharp, "noisy")]
    public void What_was_learned_stays_when_the_units_change(UpdatePath path, string variant)
    {
        DqnOptions options = new() { Network = Variants.Of(variant, 6, 5), BatchSize = 4, UpdatePath = path };
        if (path == UpdatePath.Fused)
            options.Network = options.Network with { Activation = Onnx.Policies.PolicyActivation.ReLU };
        NetworkOptions prepared = OnlineLearner.Prepare(options.ToUnits(), Variants.Row(3));
        using OnlineLearner learner = new(
            prepared.CreateNetwork(Variants.Row(3), 2, new Xoshiro256(1)), options.ToUnits(), Create(options));
        TransitionBatch batch = new(4, 3, 0);
        learner.LookAt(Seen(spread: 1), 100);
        for (int i = 0; i < 20; i++)
        {
            States.CopyTo(batch.States, 0);
            States.CopyTo(batch.NextStates, 0);
            batch.Rewards.AsSpan().Fill(7);
            batch.Weights.AsSpan().Fill(1);
            learner.Update(batch, i);
        }

        using QNetwork before = learner.CopyNetwork();
        float unit = learner.Units.Reward;
        learner.LookAt(Seen(spread: 10), 200);
        using QNetwork after = learner.CopyNetwork();

        Assert.Equal(10 * unit, learner.Units.Reward, 1e-3 * unit);
        AssertNear(Values(before), Values(after));
    }

    [Fact]
    public void Nothing_is_changed_that_others_decided()
    {
        BoxSpace row = Variants.Row(3);
        Assert.Null(OnlineLearner.Prepare(new() { NormalizeObservations = false }, row).ObservationScaling);
        Assert.Null(OnlineLearner.Prepare(new() { IsOwnModule = true }, row).ObservationScaling);
        Assert.Null(OnlineLearner.Prepare(new(), new BoxSpace([3], 0, 255, ElementType.UInt8)).ObservationScaling);
        Assert.Null(OnlineLearner.Prepare(
            new() { Network = new() { Convolutions = ConvolutionShape.Small } }, row).ObservationScaling);
        ObservationScaling own = new([1, 2, 3], [1, 2, 3]);
        Assert.Same(own, OnlineLearner.Prepare(
            new() { Network = new() { ObservationScaling = own } }, row).ObservationScaling);
    }

    private static Func<QNetwork, bool, DqnLearner> Create(DqnOptions options)
    {
        Xoshiro256 random = new(2);
        return (network, _) => NetworkPair.CreateLearner(network, options.ToLearner(), random);
    }

    // Powers of two, which float32 multiplies by without an error: not one bit of what is done may differ.
    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(1024, 1)]
    [InlineData(1, 1 / 128.0)]
    [InlineData(1 / 4096.0, 256)]
    public void An_environment_in_other_units_is_learned_bit_for_bit_alike(double states, double rewards)
    {
        DqnOptions options = new()
        {
            HiddenUnits = [16, 16],
            Steps = 3_000,
            LearningStarts = 200,
            EvaluationInterval = 500,
            EvaluationEpisodes = 2,
            FinalEpisodes = 2,
            DoubleQ = true,
            NStep = 2,
        };
        using TrainingResult one = Train(new CartPole());
        using TrainingResult other = Train(new OtherUnits(new CartPole(), (float)states, rewards));

        Assert.Equal(
            one.Episodes.Select(episode => episode.Return),
            other.Episodes.Select(episode => episode.Return / rewards));
        float[] state = [0.1f, -0.2f, 0.03f, 0.4f];
        float[] q = new float[2];
        float[] otherQ = new float[2];
        one.Network.QValues(state, q);
        other.Network.QValues([.. state.Select(value => value * (float)states)], otherQ);
        // What torch computes of a state depends in its last bit on where the state lies in memory.
        Assert.All(q.Zip(otherQ), pair => Assert.Equal(pair.First, pair.Second / rewards, 1e-6 * Math.Abs(pair.First)));

        TrainingResult Train(IEnvironment environment) => new DqnTrainer(options).Train(
            new VectorEnvironment([environment], new Xoshiro256(1)),
            environment is OtherUnits ? new OtherUnits(new CartPole(), (float)states, rewards) : new CartPole(),
            new Xoshiro256(2));
    }

    [Theory]
    [InlineData(UpdatePath.Fused, false)]
    [InlineData(UpdatePath.TorchSharp, true)]
    public void Greater_returns_leave_what_was_likely_where_it_was(UpdatePath path, bool dueling)
    {
        DqnOptions options = new()
        {
            Network = new() { HiddenUnits = [8, 8], Dueling = dueling, Distribution = new CategoricalDistribution(Atoms: 201) },
            BatchSize = 4,
            UpdatePath = path,
            LearningStarts = 10,
        };
        using OnlineLearner learner = new(
            OnlineLearner.Prepare(options.ToUnits(), Variants.Row(3)).CreateNetwork(Variants.Row(3), 2, new Xoshiro256(1)),
            options.ToUnits(),
            Create(options));
        learner.LookAt(Seen(spread: 1), 10);
        Assert.Equal((0, 7), (learner.Units.Returns!.Minimum, learner.Units.Returns.Maximum));
        TransitionBatch batch = new(4, 3, 0);
        States.CopyTo(batch.States, 0);
        batch.Weights.AsSpan().Fill(1);
        for (int i = 0; i < 200; i++)
        {
            batch.Rewards.AsSpan().Fill(5);
            learner.Update(batch, i);
        }

        using QNetwork before = learner.CopyNetwork();
        // Nothing beyond the ends was seen: the next look comes when steps have doubled.
        learner.LookAt(Seen(spread: 2), 19);
        Assert.Equal(7, learner.Units.Returns.Maximum);
        batch.Rewards[0] = 14;
        learner.Update(batch, 200);
        learner.LookAt(Seen(spread: 2), 19);
        using QNetwork after = learner.CopyNetwork();

        Assert.Equal(14, learner.Units.Returns.Maximum);
        Assert.Equal(14, ((CategoricalDistribution)after.Distribution!).Maximum);
        foreach ((float expected, float actual) in Values(before).Zip(Values(after)))
            Assert.Equal(expected, actual, 0.05 * 7);
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void A_problem_is_learned_with_returns_that_nobody_named()
    {
        DqnOptions options = new()
        {
            Network = new() { Distribution = new CategoricalDistribution() },
            Gamma = 0.9,
            Steps = 4_000,
            LearningStarts = 500,
            Epsilon = new LinearSchedule(1, 0.1, 2_000),
        };
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment([new FrozenLake(isSlippery: false)], new Xoshiro256(1)), null, new Xoshiro256(2));

        CategoricalDistribution returns = (CategoricalDistribution)result.Network.Distribution!;
        Assert.Equal((0, 1), (returns.Minimum, returns.Maximum));
        Assert.Contains("returns lie between 0 and 1", result.Normalization, StringComparison.Ordinal);
        float[] q = new float[4];
        result.Network.QValues([1, .. new float[15]], q);
        Assert.Equal(Math.Pow(0.9, 5), q.Max(), 0.05);
    }

    private static ReplayBuffer Seen(float spread)
    {
        ReplayBuffer seen = new(8, 3);
        for (int i = 0; i < 8; i++)
        {
            float[] state = [50 + (spread * i), 50 - (spread * i), 49 + (spread * i * i)];
            seen.Add(state, 0, spread * i, state, terminated: true);
        }

        return seen;
    }

    private static float[] Values(QNetwork network)
    {
        network.eval();
        float[] q = new float[8];
        network.QValues(States, q);
        return q;
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        float scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-6f * scale);
    }

    // One step an episode: the action must tell whether the first value is zero, which it always is before the 1,100th step.
    private sealed class LateChange(float size, double reward) : IEnvironment
    {
        private int _steps;
        private bool _isOn;

        public string Name => nameof(LateChange);

        public BoxSpace ObservationSpace { get; } = new([2], float.NegativeInfinity, float.PositiveInfinity);

        public DiscreteSpace ActionSpace { get; } = new(2);

        public void Reset(Random random, Span<float> observation)
        {
            _isOn = _steps > 1_100 && random.Next(2) == 1;
            (observation[0], observation[1]) = (_isOn ? size : 0, (float)random.NextDouble());
        }

        public StepResult Step(int action, Random random, Span<float> observation) =>
            new(++_steps > 1_100 && action == (_isOn ? 1 : 0) ? reward : 0, Terminated: true, Truncated: false);
    }

    private sealed class OtherUnits(IEnvironment inner, float states, double rewards) : EnvironmentWrapper(inner)
    {
        public override void Reset(Random random, Span<float> observation)
        {
            base.Reset(random, observation);
            Scale(observation);
        }

        public override StepResult Step(int action, Random random, Span<float> observation)
        {
            StepResult result = base.Step(action, random, observation);
            Scale(observation);
            return result with { Reward = result.Reward * rewards };
        }

        private void Scale(Span<float> observation)
        {
            foreach (ref float value in observation)
                value *= states;
        }
    }
}
