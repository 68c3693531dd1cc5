using DeepQ.Environments.Tabular;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Checkpoints;

public sealed class OfflineResumeTests : IDisposable
{
    private static readonly CliffWalking Problem = new();
    private readonly TemporaryFolder _folder = new();

    private string FilePath => _folder["log.checkpoint"];

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string, OfflineAlgorithm> Cases => new()
    {
        { "plain", new DeepQLearning() },
        { "prioritized", new ConservativeQLearning() },
        { "all, QR-DQN", new DeepQLearning() },
        { "double", new BatchConstrainedQLearning() },
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Updates_before_and_after_a_checkpoint_give_the_weights_of_all_at_once(
        string variant, OfflineAlgorithm algorithm)
    {
        using TrainingResult whole = Train(Options(variant, algorithm, updates: 90));

        DqnOptions first = Options(variant, algorithm, updates: 50);
        first.CheckpointPath = FilePath;
        Train(first).Dispose();
        using TrainingResult resumed = new DqnTrainer(Options(variant, algorithm, updates: 90)).Resume(
            FilePath, Log(), Problem.ObservationSpace, Problem.ActionSpace);

        Assert.Equal(90, resumed.Updates);
        Assert.Equal(HandMadeNetworks.Values(whole.Network), HandMadeNetworks.Values(resumed.Network));
    }

    [Fact]
    public void Values_on_episodes_that_were_held_back_and_their_best_network_go_on_too()
    {
        using TrainingResult whole = Validated(updates: 60, checkpoint: null);
        Validated(updates: 40, FilePath).Dispose();
        using TrainingResult resumed = new DqnTrainer(ValidatedOptions(60, null)).Resume(
            FilePath, ChainLog.Of(60), new Xoshiro256(7));
        Assert.Equal([20, 40, 60], resumed.Validations.Select(validation => validation.Update));
        Assert.Equal(whole.Validations, resumed.Validations);
        Assert.Equal(whole.BestValidation, resumed.BestValidation);
        Assert.Equal(HandMadeNetworks.Values(whole.Network), HandMadeNetworks.Values(resumed.Network));
        Assert.Equal(HandMadeNetworks.Values(whole.LastNetwork), HandMadeNetworks.Values(resumed.LastNetwork));
    }

    [Fact]
    public void A_seed_that_holds_back_other_episodes_is_refused()
    {
        Validated(updates: 40, FilePath).Dispose();
        DqnTrainer trainer = new(ValidatedOptions(60, null));
        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => trainer.Resume(FilePath, ChainLog.Of(60), new Xoshiro256(8)));
        // Where the parts differ in length, their numbers of transitions tell it before.
        Assert.Matches("held back other episodes|Transitions = ", error.Message);
    }

    [Fact]
    public void Transitions_of_another_number_are_refused()
    {
        DqnOptions options = Options("plain", new DeepQLearning(), updates: 10);
        options.CheckpointPath = FilePath;
        Train(options).Dispose();
        ReplayBuffer other = new(8, Problem.StateCount);
        other.Add(new float[Problem.StateCount], 0, 1, new float[Problem.StateCount], terminated: true);
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new DqnTrainer(options).Resume(
            FilePath, other, Problem.ObservationSpace, Problem.ActionSpace));
        Assert.Contains("This run has: Transitions = 1 × 48 values", error.Message, StringComparison.Ordinal);
    }

    private static TrainingResult Validated(int updates, string? checkpoint) =>
        new DqnTrainer(ValidatedOptions(updates, checkpoint)).Train(ChainLog.Of(60), null, new Xoshiro256(7));

    // Values fall while the rate is far too high, so that the best network is an early one.
    private static DqnOptions ValidatedOptions(int updates, string? checkpoint) => new()
    {
        HiddenUnits = [],
        Gamma = LoggedChain.Gamma,
        BatchSize = 16,
        LearningRate = 0.3,
        Updates = updates,
        Validation = new OfflineValidation(Fraction: 0.3, Interval: 20, FittedQUpdates: 100),
        CheckpointPath = checkpoint,
    };

    private static TrainingResult Train(DqnOptions options) => new DqnTrainer(options).Train(
        Log(), Problem.ObservationSpace, Problem.ActionSpace, new Xoshiro256(7));

    private static ReplayBuffer Log() => Sweep.Of(Problem, ValueIteration.Solve(Problem, 0.9), steps: 3);

    private static DqnOptions Options(string variant, OfflineAlgorithm algorithm, int updates)
    {
        DqnOptions options = new()
        {
            HiddenUnits = [8],
            BatchSize = 16,
            Updates = updates,
            OfflineAlgorithm = algorithm,
            TargetUpdateInterval = 7,
        };
        Algorithms.Apply(variant, options);
        return options;
    }
}
