using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Networks;
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
