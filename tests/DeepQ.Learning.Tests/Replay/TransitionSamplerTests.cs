using DeepQ.Environments.Tabular;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

public sealed class TransitionSamplerTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_sampler_of_ones_own_draws_and_is_told_of_additions_and_errors()
    {
        Newest sampler = new();
        DqnOptions options = Options(_ => sampler);
        options.Steps = 100;
        using TrainingResult result = Train(options);
        Assert.Equal(100, sampler.Added);
        Assert.Equal(81, sampler.Drawn);
        Assert.Equal(81, sampler.Learned);
        // The ring of 64 slots has been gone round once.
        Assert.Equal(99 % 64, sampler.Last);
    }

    [Fact]
    public void What_it_keeps_is_part_of_a_checkpoint()
    {
        DqnOptions options = Options(_ => new Newest());
        using TrainingResult whole = Train(options);
        options.CheckpointPath = _folder["sampler"];
        options.Steps = 90;
        using TrainingResult part = Train(options);
        options.Steps = 200;
        using TrainingResult resumed = new DqnTrainer(options).Resume(
            options.CheckpointPath, new VectorEnvironment(1, () => new FrozenLake(), new Xoshiro256(99)), null);
        Assert.Equal(HandMadeNetworks.Values(whole.Network), HandMadeNetworks.Values(resumed.Network));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(63)]
    [InlineData(64)]
    public void A_slot_that_holds_nothing_is_refused(int slot)
    {
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(
            () => Train(Options(_ => new Always(slot))));
        Assert.Equal($"Always drew the slot {slot}, which has no transition.", error.Message);
    }

    [Fact]
    public void A_sampler_beside_priorities_and_none_at_all_are_refused()
    {
        DqnOptions options = Options(_ => new Newest());
        options.PrioritizedReplay = new();
        Assert.Contains("PrioritizedReplay must be null with CreateSampler", Assert.Throws<ArgumentException>(options.Validate).Message);
        Assert.StartsWith(
            "CreateSampler returned null", Assert.Throws<ArgumentException>(() => Train(Options(_ => null!))).Message);
    }

    private static DqnOptions Options(Func<int, TransitionSampler> create) => new()
    {
        HiddenUnits = [8],
        BatchSize = 8,
        ReplayCapacity = 64,
        Steps = 200,
        // A training that is cut short has the same.
        LearningRate = 1e-3,
        Epsilon = new LinearSchedule(1, 0.05, 10_000),
        LearningStarts = 20,
        CreateSampler = create,
    };

    private static TrainingResult Train(DqnOptions options)
    {
        Xoshiro256 random = new(5);
        return new DqnTrainer(options).Train(
            new VectorEnvironment(1, () => new FrozenLake(), random.Fork()), null, random);
    }

    /// <summary>Draws the transition that was added last, and every third time the one of before.</summary>
    private sealed class Newest : TransitionSampler
    {
        private int _before;

        public int Added { get; private set; }

        public int Drawn { get; private set; }

        public int Learned { get; private set; }

        public int Last { get; private set; }

        public override void OnAdded(int slot)
        {
            Added++;
            (_before, Last) = (Last, slot);
        }

        public override void Draw(ReplayBuffer buffer, Span<int> slots, Span<float> weights, long step, Random random)
        {
            weights.Fill(1);
            slots.Fill(++Drawn % 3 == 0 ? _before : Last);
        }

        public override void UpdatePriorities(ReadOnlySpan<int> slots, ReadOnlySpan<float> absoluteErrors)
        {
            Assert.Equal(8, absoluteErrors.Length);
            Learned++;
        }

        public override void Save(BinaryWriter writer)
        {
            writer.Write(_before);
            writer.Write(Last);
            writer.Write(Drawn);
        }

        public override void Load(BinaryReader reader) =>
            (_before, Last, Drawn) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
    }

    private sealed class Always(int place) : TransitionSampler
    {
        public override void Draw(ReplayBuffer buffer, Span<int> slots, Span<float> weights, long step, Random random) =>
            slots.Fill(place);
    }
}
