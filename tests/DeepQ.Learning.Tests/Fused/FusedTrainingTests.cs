using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Fused;

public sealed class FusedTrainingTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public static TheoryData<string, NetworkOptions> Others => new()
    {
        { "images of 5 channels", new() { Convolutions = [new(5, 1)], ConvolutionNorm = ConvolutionNormalization.Image } },
        { "ImplicitQuantileQNetwork", new() { Distribution = new ImplicitQuantileDistribution(4, 4, 4, 4) } },
    };

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Others))]
    public void A_network_that_cannot_be_fused_is_computed_by_TorchSharp_or_refused_by_name(
        string what, NetworkOptions network)
    {
        NoteKeeper notes = new();
        DqnOptions options = new() { Network = network, Observers = [notes] };
        using (Pair(options))
            Assert.Contains(what, Assert.Single(notes.Notes), StringComparison.Ordinal);

        options.UpdatePath = UpdatePath.Fused;
        ArgumentException error = Assert.Throws<ArgumentException>(() => Pair(options));
        Assert.Contains(what, error.Message, StringComparison.Ordinal);
        Assert.Contains(nameof(UpdatePath.Automatic), error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_of_more_values_than_an_array_holds_is_not_fused()
    {
        using QNetwork network = new NetworkOptions().CreateNetwork(Variants.Row(4), 2, new Xoshiro256(1));
        DqnOptions options = new() { BatchSize = 100_000_000, ReplayCapacity = 100_000_000 };
        string? obstacle = FusedPath.Obstacle(network, options.ToLearner());
        Assert.StartsWith("100000000 states at once need ", obstacle, StringComparison.Ordinal);
        options.BatchSize = 1_000_000;
        Assert.Null(FusedPath.Obstacle(network, options.ToLearner()));
    }

    [Theory]
    [InlineData(UpdatePath.Automatic, typeof(FusedNetworkPair), "fused")]
    [InlineData(UpdatePath.Automatic, typeof(FusedNetworkPair), "fused", true)]
    [InlineData(UpdatePath.Fused, typeof(FusedNetworkPair), "fused")]
    [InlineData(UpdatePath.TorchSharp, typeof(TorchNetworkPair), "TorchSharp")]
    public void Observers_are_told_what_computes(UpdatePath path, Type pairType, string word, bool normalizes = false)
    {
        NoteKeeper notes = new();
        using INetworkPair pair = Pair(new DqnOptions
        {
            Network = new() { LayerNorm = normalizes },
            UpdatePath = path,
            Observers = [notes],
        });
        Assert.IsType(pairType, pair);
        Assert.Contains(word, Assert.Single(notes.Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(UpdatePath.Fused, UpdatePath.TorchSharp)]
    [InlineData(UpdatePath.TorchSharp, UpdatePath.Fused)]
    public void A_checkpoint_of_one_path_is_continued_by_the_other(UpdatePath first, UpdatePath second)
    {
        DqnOptions options = Options(first, steps: 150);
        options.CheckpointPath = _folder["run.checkpoint"];
        using TrainingResult before = Train(options);

        // No step is left: what comes back is what was saved, from one form to the other and back.
        DqnOptions same = Options(second, steps: 150);
        same.CheckpointPath = _folder["again.checkpoint"];
        using TrainingResult loaded = Resume(same, _folder["run.checkpoint"]);
        Assert.Equal(HandMadeNetworks.Values(before.Network), HandMadeNetworks.Values(loaded.Network));
        using TrainingResult back = Resume(Options(first, steps: 400), _folder["again.checkpoint"]);
        using TrainingResult whole = Train(Options(first, steps: 400));
        Assert.Equal(HandMadeNetworks.Values(whole.Network), HandMadeNetworks.Values(back.Network));
    }

    [Fact]
    public void One_seed_gives_one_result()
    {
        using TrainingResult one = Train(Options(UpdatePath.Fused, steps: 400));
        using TrainingResult same = Train(Options(UpdatePath.Fused, steps: 400));
        Assert.Equal(HandMadeNetworks.Values(one.Network), HandMadeNetworks.Values(same.Network));
        Assert.Equal(one.Episodes, same.Episodes);
    }

    private static INetworkPair Pair(DqnOptions options) =>
        NetworkPair.Create(options.Network.CreateNetwork(
            options.Network.Convolutions.Count > 0 ? new BoxSpace([1, 1, 3], -1, 1) : Variants.Row(3), 2, new Xoshiro256(1)), options.ToLearner());

    private static DqnOptions Options(UpdatePath path, long steps) => new()
    {
        Network = new() { HiddenUnits = [9, 7], Dueling = true },
        UpdatePath = path,
        BatchSize = 5,
        Steps = steps,
        // A training that is cut short has the same.
        LearningRate = 1e-3,
        Epsilon = new LinearSchedule(1, 0.05, 10_000),
        LearningStarts = 20,
        UpdateInterval = 2,
        TargetUpdateRate = 0.1,
        Optimizer = Optimizer.AdamW,
        WeightDecay = 0.01,
    };

    private static TrainingResult Train(DqnOptions options)
    {
        Xoshiro256 random = new(5);
        return new DqnTrainer(options).Train(
            new VectorEnvironment([new CartPole(), new CartPole()], random.Fork()), null, random);
    }

    private static TrainingResult Resume(DqnOptions options, string checkpoint) => new DqnTrainer(options).Resume(
        checkpoint, new VectorEnvironment([new CartPole(), new CartPole()], new Xoshiro256(6)), null);

    private sealed class NoteKeeper : ITrainingObserver
    {
        public List<string> Notes { get; } = [];

        public void OnMessage(string message) => Notes.Add(message);
    }
}
