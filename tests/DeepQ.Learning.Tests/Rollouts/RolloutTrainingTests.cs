using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.MinAtar;
using DeepQ.Environments.Tabular;
using DeepQ.Environments.Wrappers;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Rollouts;

public sealed class RolloutTrainingTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Values_of_a_ring_that_time_limits_cut_are_those_of_the_ring_without_an_end(double lambda)
    {
        // 0 → 1 → 2 → 0 with the rewards 1, 0, 2, cut off every four steps. Were that an end, no value would be above 3.
        using TrainingResult result = Train(Options(lambda, 0.9), Ring);
        double cycle = 1 / (1 - (0.9 * 0.9 * 0.9));
        double[] exact = [cycle * (1 + (0.81 * 2)), cycle * ((0.9 * 2) + 0.81), cycle * (2 + 0.9)];
        for (int state = 0; state < 3; state++)
            Assert.All(Values(result.Network, state, 3), value => Assert.Equal(exact[state], value, 0.02));
        Assert.All(exact, value => Assert.InRange(value, 9, 12));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.1)]
    public void Values_of_one_step_targets_are_those_of_value_iteration_whatever_is_tried(double end)
    {
        // With episodes of five steps at most, whose cut is no end, and ends besides.
        DqnOptions options = Options(lambda: 0, gamma: 0.8, steps: 80_000);
        options.Epsilon = 1;
        options.Rollout = options.Rollout! with { Minibatches = 1 };
        using TrainingResult result = Train(options, () => new TimeLimit(Drawn(end), 5));
        double[,] exact = ValueIteration.Solve(Drawn(end), 0.8);
        for (int state = 0; state < 4; state++)
        {
            float[] q = Values(result.Network, state, 4);
            for (int action = 0; action < 2; action++)
                Assert.Equal(exact[state, action], q[action], 0.05);
        }
    }

    [Fact]
    public void Illegal_actions_neither_are_taken_nor_count()
    {
        // Action 1 is legal in state 1 alone, and brings 2 there. Returns of one step alone do not depend on what is tried.
        using TrainingResult result = Train(
            Options(lambda: 0, gamma: 0.5), () => new MaskedEnvironment(
                new TabularEnvironment(
                    "Two",
                    new DiscreteSpace(2),
                    [1, 0],
                    (state, action) => [new TabularTransition(1, 1 - state, state == 0 ? -1 : action == 1 ? 2 : 0, false)],
                    maxSteps: 50),
                (state, action) => state == 1 || action == 0));
        // Q(0, 0) = −1 + ½ Q(1, 1), Q(1, 1) = 2 + ½ Q(0, 0).
        Assert.Equal(0, Values(result.Network, 0, 2)[0], 0.02);
        Assert.Equal(2, Values(result.Network, 1, 2)[1], 0.02);
    }

    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void One_seed_gives_one_result(UpdatePath path)
    {
        DqnOptions options = CartPoleOptions(path);
        using TrainingResult one = Train(options, () => new CartPole());
        using TrainingResult other = Train(options, () => new CartPole());
        Assert.Equal(HandMadeNetworks.Values(one.Network), HandMadeNetworks.Values(other.Network));
        Assert.Equal(one.Episodes, other.Episodes);
        Assert.Equal(4 * (1_000 / 80) * 2, one.Updates);
    }

    [Fact]
    public void Images_and_modules_of_ones_own_are_learned_from()
    {
        DqnOptions images = CartPoleOptions(UpdatePath.Automatic);
        images.Network = images.Network with { Convolutions = [new(2, 2)] };
        using TrainingResult convolved = Train(images, () => new ImageEnvironment());
        Assert.Equal(4 * (1_000 / 80) * 2, convolved.Updates);

        DqnOptions own = CartPoleOptions(UpdatePath.Automatic);
        own.CreateNetwork = (space, actions, _) => new OwnNetwork(
            space.Size, actions.Count, () => torch.nn.Linear(space.Size, actions.Count));
        using TrainingResult linear = Train(own, () => new CartPole());
        Assert.Equal(convolved.Updates, linear.Updates);
    }

    [Fact]
    public void The_first_rollout_has_its_units_before_it_is_learned_from()
    {
        // States of 100 and 300 and rewards of 0 and 3: the first look, before anything is learned, takes their deviation though it is near 1.
        DqnOptions options = Options(lambda: 0, gamma: 0);
        options.NormalizeObservations = true;
        options.Rollout = new() { Steps = 10, Minibatches = 1, Epochs = 1 };
        using DqnAgent agent = new(options, new BoxSpace([1], 0, 1_000), new DiscreteSpace(2), new Xoshiro256(1));
        for (int step = 0; step < 10; step++)
        {
            agent.Act([step % 2 == 0 ? 100 : 300]);
            agent.Remember(step % 2 == 0 ? 0 : 3, [step % 2 == 0 ? 300 : 100], terminated: false);
        }

        agent.Update();
        using TrainingResult result = agent.ToResult();
        Assert.Equal("states are brought to a common scale; rewards are divided by 1.5", result.Normalization);
    }

    [Fact]
    public void Each_network_is_evaluated_once_at_most()
    {
        // A rollout has 80 transitions, of eight steps at a time.
        DqnOptions options = CartPoleOptions(UpdatePath.Fused);
        (options.Steps, options.EvaluationInterval, options.EvaluationEpisodes) = (400, 24, 1);
        Xoshiro256 random = new(1);
        using TrainingResult result = new DqnTrainer(options).Train(
            new VectorEnvironment(8, () => new CartPole(), random.Fork()), new CartPole(), random);
        Assert.Equal([96, 168, 240, 336, 400], result.Evaluations.Select(evaluation => evaluation.Step));
    }

    [Fact]
    public void An_agent_whose_rollout_is_full_asks_for_an_update()
    {
        DqnOptions options = Options(0.9, 0.9);
        options.Rollout = new() { Steps = 3, Minibatches = 3, Epochs = 2 };
        BoxSpace space = new([1], -1, 1);
        using DqnAgent agent = new(options, space, new DiscreteSpace(2), new Xoshiro256(1));
        for (int step = 0; step < 3; step++)
        {
            agent.Act([0.5f]);
            agent.Remember(1, [0.5f], terminated: false);
        }

        string message = Assert.Throws<InvalidOperationException>(() => agent.Act([0.5f])).Message;
        Assert.Equal("The rollout is full: call Update, which learns from it and makes room for the next.", message);
        Assert.NotNull(agent.Update());
        Assert.Equal(6, agent.Updates);
        agent.Act([0.5f]);
    }

    [Fact]
    public void A_scripted_agent_learns_what_each_state_is_worth()
    {
        DqnOptions options = Options(lambda: 1, gamma: 0.5);
        options.Steps = 6_000;
        options.LearningRate = new LinearSchedule(0.02, 0, 6_000);
        options.Rollout = new() { Steps = 12, Minibatches = 3, Epochs = 2, Lambda = 1 };
        using DqnAgent agent = new(options, new BoxSpace([2], 0, 1), new DiscreteSpace(1), new Xoshiro256(1));
        float[][] states = [[1, 0], [0, 1]];
        // 0 → 1 → the end, with the rewards 1 and 4.
        for (int step = 0; step < 6_000; step++)
        {
            agent.Act(states[step % 2]);
            agent.Remember(step % 2 == 0 ? 1 : 4, states[1], terminated: step % 2 == 1);
            agent.Update();
        }

        using QNetwork network = agent.CopyNetwork();
        Assert.Equal(3, Values(network, 0, 2)[0], 0.01);
        Assert.Equal(4, Values(network, 1, 2)[0], 0.01);
    }

    private static TabularEnvironment Ring() => new(
        "Ring",
        new DiscreteSpace(2),
        [1.0 / 3, 1.0 / 3, 1.0 / 3],
        (state, _) => [new TabularTransition(1, (state + 1) % 3, state == 0 ? 1 : state == 1 ? 0 : 2, false)],
        maxSteps: 4);

    // Four states and two actions; each pair has two successors, and another one that ends the episode.
    // A player who draws each action evenly earns 0.4.
    [Trait("Category", "Slow")]
    [Fact]
    public void The_settings_for_MinAtar_learn_Breakout()
    {
        DqnOptions options = new() { Steps = 100_000, Threads = 1 };
        options.UsePqnForMinAtar();
        Xoshiro256 random = new(1);
        VectorEnvironment games = new(128, () => new Breakout(MinAtarProtocol.Gymnax), random.Fork());
        using TrainingResult result = new DqnTrainer(options).Train(games, null, random);

        Assert.InRange(result.Episodes.TakeLast(100).Average(episode => episode.Return), 3, 20);
    }

    private static TabularEnvironment Drawn(double end)
    {
        Xoshiro256 random = new(11);
        return new("Drawn", new DiscreteSpace(2), [0.25, 0.25, 0.25, 0.25], (_, _) =>
        {
            double likely = 0.2 + ((0.8 - end) * random.NextDouble() * 0.9);
            double reward = (2 * random.NextDouble()) - 1;
            return
            [
                new TabularTransition(likely, random.Next(4), reward, false),
                new TabularTransition(1 - end - likely, random.Next(4), reward, false),
                new TabularTransition(end, 0, reward, true),
            ];
        });
    }

    // A linear network over one-hot states is a table.
    private static DqnOptions Options(double lambda, double gamma, int steps = 40_000)
    {
        DqnOptions options = new() { HiddenUnits = [], Gamma = gamma, Steps = steps };
        options.UsePqn();
        options.Rollout = new() { Steps = 10, Minibatches = 2, Epochs = 2, Lambda = lambda };
        options.LearningRate = new LinearSchedule(0.05, 0, steps);
        options.NormalizeObservations = false;
        return options;
    }

    private static DqnOptions CartPoleOptions(UpdatePath path)
    {
        DqnOptions options = new() { HiddenUnits = [16], Steps = 1_000, UpdatePath = path };
        options.UsePqn();
        options.Rollout = new() { Steps = 10, Minibatches = 4, Epochs = 2 };
        return options;
    }

    private static TrainingResult Train(DqnOptions options, Func<IEnvironment> create)
    {
        Xoshiro256 random = new(1);
        return new DqnTrainer(options).Train(new VectorEnvironment(8, create, random.Fork()), null, random);
    }

    private static float[] Values(QNetwork network, int state, int states)
    {
        float[] observation = new float[states];
        observation[state] = 1;
        float[] q = new float[network.ActionCount];
        network.QValues(observation, q);
        return q;
    }
}
