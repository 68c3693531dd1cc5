using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;

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
