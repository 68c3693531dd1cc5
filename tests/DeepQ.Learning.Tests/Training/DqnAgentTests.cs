using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Exploration;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Training;

public sealed class DqnAgentTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void A_loop_of_ones_own_learns_bit_for_bit_what_a_training_learns(int count)
    {
        DqnOptions options = Options();
        Xoshiro256 random = new(5);
        using TrainingResult expected = new DqnTrainer(options).Train(Environments(count, random), null, random);

        random = new(5);
        VectorEnvironment environments = Environments(count, random);
        using DqnAgent agent = new(options, environments.ObservationSpace, environments.ActionSpace, random, count);
        environments.Reset();
        Run(agent, environments, options.Steps);
        using TrainingResult actual = agent.ToResult();
        Assert.Equal(HandMadeNetworks.Values(expected.Network), HandMadeNetworks.Values(actual.Network));
        Assert.Equal(expected.Episodes, actual.Episodes);
        Assert.Equal(expected.Updates, actual.Updates);
        Assert.Equal(expected.Steps, actual.Steps);
    }

    [Fact]
    public void A_checkpoint_goes_on_as_if_there_had_been_no_end()
    {
        DqnOptions options = Options();
        Xoshiro256 random = new(5);
        VectorEnvironment environments = Environments(1, random);
        using DqnAgent agent = new(options, environments.ObservationSpace, environments.ActionSpace, random);
        environments.Reset();
        Run(agent, environments, 200);
        agent.Save(_folder["agent"]);
        using DqnAgent other = new(options, environments.ObservationSpace, environments.ActionSpace, new Xoshiro256(99));
        other.Load(_folder["agent"]);
        byte[] state = environments.SaveState();
        Run(agent, environments, 400);
        environments.LoadState(state);
        Run(other, environments, 400);
        using TrainingResult one = agent.ToResult(), two = other.ToResult();
        Assert.Equal(HandMadeNetworks.Values(one.Network), HandMadeNetworks.Values(two.Network));
        Assert.Equal(one.Episodes, two.Episodes);
    }

    [Fact]
    public void The_loop_of_one_environment_is_that_of_Gymnasium_and_another_action_may_be_remembered()
    {
        using DqnAgent agent = new(Options(), Variants.Row(2), new DiscreteSpace(3), new Xoshiro256(1), hasActionMask: true);
        for (int step = 0; step < 100; step++)
        {
            Assert.Equal(1, agent.Act([1, 0], [false, true, false]));
            agent.Remember(1, [0, 1], terminated: step % 10 == 9, nextLegal: [true, true, true]);
            Assert.Equal(step >= 59, agent.Update() is not null);
        }

        Assert.Equal((100, 41, 10), (agent.Step, agent.Updates, agent.Episodes.Count));
        Assert.Equal(10, agent.MeanReturn);
        agent.Act([1, 0], [true, true, false]);
        agent.Remember(1, [0, 1], terminated: true, nextLegal: [true, true, true], action: 1);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Returns_end_before_actions_that_explore(bool cut)
    {
        DqnOptions options = Options();
        (options.CutNStepReturns, options.Epsilon, options.PrioritizedReplay) = (cut, 0, null);
        using DqnAgent agent = new(options, Variants.Row(1), new DiscreteSpace(2), new Xoshiro256(1));
        float[] state = [0];
        int other = -1;
        for (int step = 0; step < 10; step++)
        {
            int greedy = agent.Act(state);
            state[0] = step + 1;
            // Another action than the greedy one is taken at the fourth step.
            other = step == 3 ? 1 - greedy : other;
            agent.Remember(1, state, terminated: false, action: step == 3 ? other : null);
        }

        TransitionBatch batch = new(1, 1);
        batch.Slots[0] = 2;
        agent.Buffer.Read(batch, gamma: 0.5f, steps: 3);
        Assert.Equal(cut ? 1 : 1.75f, batch.Rewards[0]);
        Assert.Equal(cut ? 3 : 5, batch.NextStates[0]);
        batch.Slots[0] = 3;
        agent.Buffer.Read(batch, gamma: 0.5f, steps: 3);
        Assert.Equal((1.75f, 6, other), (batch.Rewards[0], batch.NextStates[0], batch.Actions[0]));
    }

    // With the target copied every 40 steps and updates asked for at every tenth one, as many are made as at each.
    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    public void Updates_that_were_not_asked_for_are_made_later(int remainder)
    {
        DqnOptions options = Options();
        options.TargetUpdateInterval = 40;
        using DqnAgent agent = new(options, Variants.Row(2), new DiscreteSpace(3), new Xoshiro256(1));
        using DqnAgent each = new(options, Variants.Row(2), new DiscreteSpace(3), new Xoshiro256(1));
        while (agent.Step < 405)
        {
            foreach (DqnAgent one in new[] { agent, each })
            {
                one.Act([1, 0]);
                one.Remember(1, [0, 1], terminated: one.Step % 10 == 9);
            }

            each.Update();
            if (agent.Step % 10 == remainder)
                agent.Update();
        }

        agent.Update();
        Assert.Equal(each.Updates, agent.Updates);
        Assert.Equal(346, agent.Updates);
        // A target that never moved would hold what it began with: the value of ten steps of 1 is nowhere near it.
        float[] q = new float[3], expected = new float[3];
        using QNetwork network = agent.CopyNetwork(), other = each.CopyNetwork();
        network.QValues([1, 0], q);
        other.QValues([1, 0], expected);
        Assert.Equal(expected[0], q[0], 1.5f);
    }

    [Fact]
    public void What_was_chosen_and_waits_is_part_of_a_checkpoint()
    {
        using DqnAgent agent = new(Options(), Variants.Row(2), new DiscreteSpace(3), new Xoshiro256(1));
        int action = agent.Act([1, 0]);
        agent.Save(_folder["agent"]);
        using DqnAgent other = new(Options(), Variants.Row(2), new DiscreteSpace(3), new Xoshiro256(99));
        other.Load(_folder["agent"]);
        foreach (DqnAgent one in new[] { agent, other })
            one.Remember(1, [0, 1], terminated: false);
        Assert.Equal(agent.Act([0, 1]), other.Act([0, 1]));
        Assert.InRange(action, 0, 2);
    }

    [Fact]
    public void An_observer_asks_for_the_end_of_a_loop()
    {
        DqnOptions options = Options();
        options.Observers = [new StopAt(70)];
        using DqnAgent agent = new(options, Variants.Row(2), new DiscreteSpace(3), new Xoshiro256(1));
        while (!agent.IsStopRequested && agent.Step < 500)
        {
            agent.Act([1, 0]);
            agent.Remember(1, [0, 1], terminated: false);
            agent.Update();
        }

        Assert.Equal(70, agent.Step);
    }

    [Fact]
    public void Numbers_that_are_none_are_refused_and_nothing_is_remembered()
    {
        using DqnAgent agent = new(Options(), Variants.Row(2), new DiscreteSpace(3), new Xoshiro256(1));
        Assert.Throws<ArgumentException>(() => agent.Act([float.NaN, 0]));
        Assert.Throws<InvalidOperationException>(() => agent.Remember(0, [0, 0], false));
        agent.Act([1, 0]);
        foreach (double reward in new[] { double.NaN, double.PositiveInfinity, 1e39 })
            Assert.Throws<ArgumentException>(() => agent.Remember(reward, [0, 1], false));
        Assert.Throws<ArgumentException>(() => agent.Remember(0, [0, float.PositiveInfinity], false));
        Assert.Equal(0, agent.Step);
        agent.Remember(1, [0, 1], false);
        Assert.Equal(1, agent.Step);
    }

    // The second environment has no legal action: the first is not kept either, and the call that is put right keeps both once.
    [Fact]
    public void A_call_that_fails_leaves_nothing()
    {
        DqnOptions options = Options();
        options.PrioritizedReplay = null;
        options.CreateSampler = slots => new Counting();
        using DqnAgent agent = new(options, Variants.Row(1), new DiscreteSpace(2), new Xoshiro256(1), environments: 2, hasActionMask: true);
        bool[] all = [true, true, true, true];
        agent.ActAll([1, 1], all);
        Assert.Throws<ArgumentException>(
            () => agent.RememberAll([0, 0], [1, 1], [false, false], [false, false], [true, true, false, false]));
        agent.RememberAll([0, 0], [1, 1], [false, false], [false, false], all);
        Assert.Equal((2, 2), (agent.Step, Counting.Added));
    }

    [Fact]
    public void Another_action_is_forgotten_where_the_call_fails()
    {
        DqnOptions options = Options();
        options.CreateExploration = (_, _) => new First();
        using DqnAgent agent = new(options, Variants.Row(1), new DiscreteSpace(2), new Xoshiro256(1), hasActionMask: true);
        Assert.Equal(0, agent.Act([1], [true, false]));
        Assert.Throws<ArgumentException>(() => agent.Remember(0, [1, 2], false, nextLegal: [true, true], action: 0));
        Assert.Throws<ArgumentException>(() => agent.Remember(0, [1], false, nextLegal: [true, true], action: 1));
        agent.Remember(0, [1], false, nextLegal: [true, true]);
        Assert.Equal(1, agent.Step);
    }

    [Fact]
    public void A_disposed_agent_does_nothing_and_keeps_its_checkpoint()
    {
        DqnAgent agent = new(Options(), Variants.Row(2), new DiscreteSpace(3), new Xoshiro256(1));
        agent.Save(_folder["agent"]);
        byte[] saved = File.ReadAllBytes(_folder["agent"]);
        agent.Dispose();
        agent.Dispose();
        Assert.Throws<ObjectDisposedException>(() => agent.Save(_folder["agent"]));
        Assert.Throws<ObjectDisposedException>(() => agent.Act([1, 0]));
        Assert.Throws<ObjectDisposedException>(() => agent.Update());
        Assert.Throws<ObjectDisposedException>(agent.CopyNetwork);
        Assert.Equal(saved, File.ReadAllBytes(_folder["agent"]));
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        using DqnAgent agent = new(Options(), Variants.Row(2), new DiscreteSpace(3), new Xoshiro256(1));
        Assert.Contains(
            "Act chooses an action first",
            Assert.Throws<InvalidOperationException>(() => agent.Remember(0, [0, 0], false)).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "Observations have 2 values", Assert.Throws<ArgumentException>(() => agent.Act([1])).Message, StringComparison.Ordinal);
        agent.Act([1, 0]);
        Assert.Throws<ArgumentOutOfRangeException>(() => agent.Remember(0, [0, 0], false, action: 3));
        using DqnAgent two = new(Options(), Variants.Row(2), new DiscreteSpace(3), new Xoshiro256(1), environments: 2);
        Assert.Contains(
            "call ActAll",
            Assert.Throws<InvalidOperationException>(() => two.Act([1, 0, 1, 0])).Message,
            StringComparison.Ordinal);
        agent.Save(_folder["agent"]);
        Assert.Contains(
            "Environments = 1",
            Assert.Throws<InvalidDataException>(() => two.Load(_folder["agent"])).Message,
            StringComparison.Ordinal);
    }

    private sealed class Counting : TransitionSampler
    {
        public static int Added { get; private set; }

        public override void OnAdded(int slot) => Added++;

        public override void Draw(ReplayBuffer buffer, Span<int> slots, Span<float> weights, long step, Random random)
        {
        }
    }

    private sealed class First : ExplorationPolicy
    {
        public override int Choose(
            ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, long step, int environment, Random random) => 0;
    }

    private sealed class StopAt(long step) : ITrainingObserver
    {
        public void OnStepEnd(TrainingMoment moment)
        {
            if (moment.Step == step)
                moment.Stop();
        }
    }

    private static void Run(DqnAgent agent, VectorEnvironment environments, long steps)
    {
        while (agent.Step < steps)
        {
            environments.Step(agent.ActAll(environments.Observations));
            agent.RememberAll(
                environments.Rewards, environments.FinalObservations, environments.Terminated, environments.Truncated);
            agent.Update();
        }
    }

    private static VectorEnvironment Environments(int count, Xoshiro256 random) =>
        new(count, () => new CartPole(), random.Fork());

    private static DqnOptions Options() => new()
    {
        HiddenUnits = [8],
        BatchSize = 16,
        LearningRate = 1e-3,
        Steps = 600,
        LearningStarts = 60,
        ReplayCapacity = 240,
        TargetUpdateRate = 1,
        TargetUpdateInterval = 30,
        Epsilon = new LinearSchedule(1, 0.1, 500),
        PrioritizedReplay = new(),
        NStep = 2,
    };
}
