using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Exploration;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Exploration;

public sealed class ExplorationPolicyTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void An_exploration_of_ones_own_chooses_and_is_told_where_it_is()
    {
        List<(long Step, int Environment)> asked = [];
        DqnOptions options = Options((_, _) => new Rounds());
        options.CreateExploration = (environments, actions) =>
        {
            Assert.Equal((2, 2), (environments, actions));
            return new Watched(asked);
        };
        using TrainingResult result = Train(options);
        Assert.Equal([(0, 0), (0, 1), (2, 0), (2, 1)], asked.Take(4));
        Assert.Equal(200, asked.Count);
    }

    [Fact]
    public void What_it_keeps_is_part_of_a_checkpoint()
    {
        DqnOptions options = Options((_, _) => new Rounds());
        using TrainingResult whole = Train(options);
        options.CheckpointPath = _folder["a.checkpoint"];
        options.Steps = 90;
        using TrainingResult part = Train(options);
        options.Steps = 200;
        using TrainingResult resumed = new DqnTrainer(options).Resume(
            options.CheckpointPath, new VectorEnvironment(2, () => new CartPole(), new Xoshiro256(99)), null);
        Assert.Equal(HandMadeNetworks.Values(whole.Network), HandMadeNetworks.Values(resumed.Network));
        Assert.Equal(whole.Episodes, resumed.Episodes);
    }

    [Fact]
    public void A_checkpoint_of_another_exploration_is_refused()
    {
        DqnOptions options = Options((_, _) => new Rounds());
        options.CheckpointPath = _folder["b.checkpoint"];
        using TrainingResult part = Train(options);
        options.Steps = 300;
        options.CreateExploration = (_, _) => new Wrong();
        InvalidDataException error = Assert.Throws<InvalidDataException>(() => new DqnTrainer(options).Resume(
            options.CheckpointPath, new VectorEnvironment(2, () => new CartPole(), new Xoshiro256(99)), null));
        Assert.Contains("It has: Exploration = Rounds.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_choice_that_is_none_of_the_actions_is_refused()
    {
        DqnOptions options = Options((_, _) => new Wrong());
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => Train(options));
        Assert.Equal("Wrong chose the action 7, which is not one of 2.", error.Message);
    }

    [Fact]
    public void No_exploration_is_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Train(Options((_, _) => null!)));
        Assert.StartsWith("CreateExploration returned null", error.Message, StringComparison.Ordinal);
    }

    private static DqnOptions Options(Func<int, int, ExplorationPolicy> create) => new()
    {
        HiddenUnits = [8],
        BatchSize = 8,
        Steps = 200,
        // A training that is cut short has the same.
        LearningRate = 1e-3,
        LearningStarts = 20,
        CreateExploration = create,
    };

    private static TrainingResult Train(DqnOptions options)
    {
        Xoshiro256 random = new(5);
        return new DqnTrainer(options).Train(
            new VectorEnvironment(2, () => new CartPole(), random.Fork()), null, random);
    }

    /// <summary>Takes actions in turn, so that what comes next depends on what it keeps.</summary>
    private sealed class Rounds : ExplorationPolicy
    {
        private int _next;

        public override int Choose(
            ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, long step, int environment, Random random) =>
            _next++ % 3 == 0 ? 1 : 0;

        public override void Save(BinaryWriter writer) => writer.Write(_next);

        public override void Load(BinaryReader reader) => _next = reader.ReadInt32();
    }

    private sealed class Watched(List<(long Step, int Environment)> asked) : ExplorationPolicy
    {
        public override int Choose(
            ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, long step, int environment, Random random)
        {
            asked.Add((step, environment));
            return qValues[0] > qValues[1] ? 0 : 1;
        }
    }

    private sealed class Wrong : ExplorationPolicy
    {
        public override int Choose(
            ReadOnlySpan<float> qValues, ReadOnlySpan<bool> legal, long step, int environment, Random random) => 7;
    }
}
