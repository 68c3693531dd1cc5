using DeepQ.Learning.Distributions;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Offline;

/// <summary>Each algorithm on data whose exact answer is known.</summary>
public sealed class OfflineAlgorithmTests
{
    private const int States = 2;
    private static readonly BoxSpace Observations = new([States], 0, 1);

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(Variants.Names), MemberType = typeof(Variants))]
    public void With_a_vanishing_alpha_and_full_support_CQL_is_value_iteration(string variant)
    {
        DqnOptions options = Table(new ConservativeQLearning(1e-6));
        options.Network = Variants.Of(variant);
        Assert.InRange(new RandomProblem(seed: 1).GreatestError(options), 0, 0.03);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void NFQ_and_a_lax_BCQ_are_value_iteration_with_full_support(bool constrained)
    {
        // Every action is logged as often, so that none is below a threshold of a half.
        DqnOptions options = Table(
            constrained ? new BatchConstrainedQLearning(0.5) : new NeuralFittedQIteration(UpdatesPerIteration: 50));
        Assert.InRange(new RandomProblem(seed: 3).GreatestError(options), 0, 0.03);
    }

    [Fact]
    public void CQL_holds_a_logged_action_above_one_that_was_never_logged()
    {
        // Action 1 brings 1 at once and is all that was logged: TD error and gap leave Q(1) above Q(0).
        ReplayBuffer log = new(1, States);
        log.Add([1, 0], 1, 1, [0, 1], terminated: true);
        using TrainingResult conservative = Train(log, new ConservativeQLearning(), actions: 2);
        float[] q = Values(conservative.Network, [1, 0]);
        // In equilibrium the slope of the gap at the unlogged action vanishes: Q(0) falls without end, Q(1) nears 1.
        Assert.Equal(1, q[1], 0.05);
        Assert.True(q[0] < q[1] - 2);
    }

    [Fact]
    public void BCQ_neither_chooses_nor_bootstraps_from_an_action_that_was_never_logged()
    {
        // In state 0 action 0 leads to state 1, where action 0 ends and costs 1. Nobody took action 1 anywhere, whose
        // value no data hold down: with a bias of 10 it looks best.
        ReplayBuffer log = new(2, States);
        log.Add([1, 0], 0, 0, [0, 1], terminated: false);
        log.Add([0, 1], 0, -1, [0, 0], terminated: true);
        DqnOptions options = Table(new BatchConstrainedQLearning());
        options.Gamma = 0.5;
        options.CreateNetwork = (_, _, _) => HandMadeNetworks.Linear(new float[4], [0, 10], States);
        using TrainingResult result = new DqnTrainer(options).Train(
            log, Observations, new DiscreteSpace(2), new Xoshiro256(1));

        float[] q = Values(((ConstrainedQNetwork)result.Network).Values, [1, 0]);
        Assert.Equal(-0.5, q[0], 0.02);
        Assert.True(q[1] > 5);
        Assert.Equal(0, result.Network.Act([1, 0]));
        Assert.Equal(0, result.Network.Act([0, 1]));

        options.OfflineAlgorithm = new DeepQLearning();
        using TrainingResult misled = new DqnTrainer(options).Train(
            log, Observations, new DiscreteSpace(2), new Xoshiro256(1));
        Assert.True(Values(misled.Network, [1, 0])[0] > 2);
        Assert.Equal(1, misled.Network.Act([1, 0]));
    }

    [Fact]
    public void BC_gives_the_frequencies_of_the_data()
    {
        // Three of four times action 2 in state 0; one of two times action 0 in state 1.
        ReplayBuffer log = new(6, States);
        foreach ((int state, int action) in new[] { (0, 2), (0, 2), (0, 1), (0, 2), (1, 0), (1, 1) })
            log.Add(OneHot(state), action, 7, OneHot(state), terminated: false, truncated: true);
        using TrainingResult result = Train(log, new BehaviorCloning(), actions: 3);
        Assert.Equal([0, 0.25, 0.75], Probabilities(result.Network, [1, 0]), (a, b) => Math.Abs(a - b) < 0.02);
        Assert.Equal([0.5, 0.5, 0], Probabilities(result.Network, [0, 1]), (a, b) => Math.Abs(a - b) < 0.02);
        Assert.Equal("BC", result.Algorithm);
    }

    [Fact]
    public void The_name_of_the_algorithm_reaches_the_result()
    {
        ReplayBuffer log = new(1, States);
        log.Add([1, 0], 1, 1, [0, 1], terminated: true);
        DqnOptions options = Table(new BatchConstrainedQLearning());
        options.DoubleQ = true;
        options.Updates = 1;
        using TrainingResult result = new DqnTrainer(options).Train(
            log, Observations, new DiscreteSpace(2), new Xoshiro256(1));
        Assert.Equal("BCQ, Double DQN", result.Algorithm);
    }

    [Fact]
    public void What_does_not_combine_is_refused_with_a_reason()
    {
        Assert.Contains(
            "DoubleQ must be false",
            Problem(new() { OfflineAlgorithm = new NeuralFittedQIteration(), DoubleQ = true }));
        Assert.Contains(
            "Network.Noisy must be false",
            Problem(new() { OfflineAlgorithm = new NeuralFittedQIteration(), Network = new() { Noisy = true } }));
        Assert.Contains(
            "Network.Distribution must be ValueDistribution.Point",
            Problem(new()
            {
                OfflineAlgorithm = new BehaviorCloning(),
                Network = new() { Distribution = new QuantileDistribution() },
            }));
        Assert.Contains(
            "Munchausen and TargetRule must be null", Problem(new() { OfflineAlgorithm = new BehaviorCloning(), Munchausen = new() }));
        Assert.Contains("Alpha", Problem(new() { OfflineAlgorithm = new ConservativeQLearning(-1) }));
        Assert.Contains("Threshold", Problem(new() { OfflineAlgorithm = new BatchConstrainedQLearning(1) }));
        Assert.Contains("UpdatesPerIteration", Problem(new() { OfflineAlgorithm = new NeuralFittedQIteration(0) }));
        Assert.Contains("OfflineAlgorithm must be", Problem(new() { OfflineAlgorithm = null! }));
    }

    [Theory]
    [InlineData("BCQ")]
    [InlineData("CQL")]
    public void A_seed_gives_one_result(string name)
    {
        ReplayBuffer log = new(2, States);
        log.Add([1, 0], 0, 0, [0, 1], terminated: false);
        log.Add([0, 1], 1, -1, [0, 0], terminated: true);
        OfflineAlgorithm algorithm = name == "BCQ" ? new BatchConstrainedQLearning() : new ConservativeQLearning();
        using TrainingResult one = Train(log, algorithm, actions: 2, updates: 20);
        using TrainingResult other = Train(log, algorithm, actions: 2, updates: 20);
        Assert.Equal(HandMadeNetworks.Values(one.Network), HandMadeNetworks.Values(other.Network));
    }

    private static string Problem(DqnOptions options) => Assert.Throws<ArgumentException>(options.Validate).Message;

    private static TrainingResult Train(ReplayBuffer log, OfflineAlgorithm algorithm, int actions, int updates = 3_000)
    {
        DqnOptions options = Table(algorithm);
        options.Updates = updates;
        return new DqnTrainer(options).Train(log, Observations, new DiscreteSpace(actions), new Xoshiro256(1));
    }

    // One-hot states and no hidden layer make the network a table, so that the exact values can be reached.
    private static DqnOptions Table(OfflineAlgorithm algorithm) => new()
    {
        OfflineAlgorithm = algorithm,
        HiddenUnits = [],
        LearningRate = new LinearSchedule(0.02, 0.001, 2_500),
        BatchSize = 32,
        Updates = 3_000,
        TargetUpdateRate = 1,
        TargetUpdateInterval = 50,
        ReplayCapacity = 1_000,
    };

    private static double[] Probabilities(QNetwork network, float[] state)
    {
        float[] logits = Values(network, state);
        CategoricalLoss.Softmax(logits);
        return [.. logits.Select(p => (double)p)];
    }

    private static float[] Values(QNetwork network, float[] state)
    {
        float[] q = new float[network.ActionCount];
        network.QValues(state, q);
        return q;
    }

    private static float[] OneHot(int state) => state == 0 ? [1, 0] : [0, 1];
}
