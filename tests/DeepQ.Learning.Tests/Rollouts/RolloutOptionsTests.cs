using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Tests.Rollouts;

public sealed class RolloutOptionsTests
{
    private static readonly Dictionary<string, Action<DqnOptions>> Unread = new()
    {
        ["BatchSize"] = options => options.BatchSize = 32,
        ["NStep"] = options => options.NStep = 3,
        ["DoubleQ"] = options => options.DoubleQ = true,
        ["Munchausen"] = options => options.Munchausen = new(),
        ["TargetRule"] = options => options.TargetRule = new DoubleTarget(),
        ["TargetUpdateRate"] = options => options.TargetUpdateRate = 1,
        ["TargetUpdateInterval"] = options => options.TargetUpdateInterval = 100,
        ["ReplayCapacity"] = options => options.ReplayCapacity = 1_000,
        ["Resets"] = options => options.Resets = new(),
        ["PrioritizedReplay"] = options => options.PrioritizedReplay = new(),
        ["CreateSampler"] = options => options.CreateSampler = _ => new UniformSampler(),
        ["InitialReplay"] = options => options.InitialReplay = new ReplayBuffer(1, 1),
        ["Demonstrations"] = options => options.Demonstrations = new(),
        ["LearningStarts"] = options => options.LearningStarts = 0,
        ["UpdateInterval"] = options => options.UpdateInterval = 4,
        ["UpdatesPerInterval"] = options => options.UpdatesPerInterval = 2,
        ["OfflineAlgorithm"] = options => options.OfflineAlgorithm = new DeepQLearning(),
        ["Validation"] = options => options.Validation = new(),
        ["Distribution"] = options => options.Network = new() { Distribution = new QuantileDistribution(8) },
    };

    public static TheoryData<string> UnreadNames => [.. Unread.Keys];

    [Theory]
    [MemberData(nameof(UnreadNames))]
    public void What_a_rollout_has_none_of_is_refused_by_its_name(string setting)
    {
        DqnOptions options = Pqn();
        Unread[setting](options);
        string message = Assert.Throws<ArgumentException>(options.Validate).Message;
        Assert.StartsWith($"{setting} must be ", message, StringComparison.Ordinal);
        Assert.Contains("with Rollout", message, StringComparison.Ordinal);
        Assert.DoesNotContain(Environment.NewLine, message, StringComparison.Ordinal);
    }

    [Fact]
    public void Each_setting_has_its_range()
    {
        DqnOptions options = Pqn();
        options.Rollout = new() { Steps = 0, Minibatches = 0, Epochs = 0, Lambda = 1.5 };
        string[] lines =
        [
            "Rollout.Steps must be positive; it is 0.",
            "Rollout.Minibatches must be positive; it is 0.",
            "Rollout.Epochs must be positive; it is 0.",
            "Rollout.Lambda must be in [0, 1]; it is 1.5.",
        ];
        Assert.Equal(string.Join(Environment.NewLine, lines), Assert.Throws<ArgumentException>(options.Validate).Message);
    }

    [Fact]
    public void Minibatches_that_do_not_divide_a_rollout_are_refused_with_some_that_do()
    {
        DqnOptions options = Pqn();
        options.Rollout = new() { Steps = 5, Minibatches = 4 };
        string message = Assert.Throws<ArgumentException>(() => Train(options, environments: 3)).Message;
        Assert.Equal(
            "A rollout of 3 environments × 5 steps has 15 transitions, which 4 minibatches do not divide: set Rollout.Minibatches to " +
            "3, or change Rollout.Steps or the number of environments.",
            message);
        Assert.Equal(5, new RolloutOptions { Steps = 5, Minibatches = 3 }.BatchSize(3));
    }

    [Fact]
    public void Steps_that_are_too_few_for_one_rollout_are_refused()
    {
        DqnOptions options = Pqn();
        options.Steps = 126;
        Assert.Equal(
            "No update would be made: Steps is 126, and a rollout of 2 environments × 64 steps has 128. Raise Steps, or lower " +
            "Rollout.Steps.",
            Assert.Throws<ArgumentException>(() => Train(options, environments: 2)).Message);
    }

    [Fact]
    public void Logged_transitions_are_refused()
    {
        TabularEnvironment row = FieldlessRow();
        ReplayBuffer log = new(1, row.ObservationSpace.Size);
        log.Add([1, 0], 0, 1, [0, 1], terminated: true);
        string message = Assert.Throws<ArgumentException>(() => new DqnTrainer(Pqn()).Train(
            log, row.ObservationSpace, row.ActionSpace, new Xoshiro256(1))).Message;
        Assert.StartsWith("Rollout must be null to learn from logged transitions", message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_algorithm_is_called_by_its_name()
    {
        DqnOptions options = Pqn();
        Assert.Equal("PQN", options.Algorithm);
        options.Network = options.Network with { Dueling = true };
        Assert.Equal("Dueling PQN", options.Algorithm);
    }

    private static TabularEnvironment FieldlessRow() => new(
        "Row", new DiscreteSpace("go"), [1, 0], (_, _) => [new TabularTransition(1, 1, 1, true)]);

    private static DqnOptions Pqn()
    {
        DqnOptions options = new();
        options.UsePqn();
        return options;
    }

    private static void Train(DqnOptions options, int environments)
    {
        Xoshiro256 random = new(1);
        new DqnTrainer(options).Train(
            new VectorEnvironment(environments, () => new CartPole(), random.Fork()), null, random).Dispose();
    }
}
