using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Renewal;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Fused;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Training;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Renewal;

public sealed class NetworkRenewalTests
{
    public static TheoryData<int> KernelSets => [.. Enumerable.Range(0, KernelSet.Available.Count)];

    // A quarter of the mean is above many units, so that a part of every network is drawn anew at each of four looks.
    [Theory]
    [MemberData(nameof(KernelSets))]
    [Trait("Category", "Slow")]
    public void Recycled_networks_agree_with_those_of_torch(int kernels)
    {
        int recycled = 0;
        for (int seed = 0; seed < 30; seed++)
        {
            FusedCase random = new(seed, convolves: seed % 4 == 0, noisy: seed % 5 == 0, normalizes: seed % 3 == 0 && seed % 5 > 0, leastWidth: 8);
            random.Options.DormantUnits = new() { Interval = 5, Recycle = true, Threshold = 0.25 };
            LearnerSettings settings = random.Options.ToLearner();
            using DqnLearner expected = new(new TorchNetworkPair(random.CreateNetwork(), settings), settings, new Xoshiro256(1));
            using DqnLearner actual = new(
                new FusedNetworkPair(random.CreateNetwork(), settings, KernelSet.Available[kernels]), settings, new Xoshiro256(1));
            NetworkRenewal renewal = new(random.Options.DormantUnits, null, new Horizon(0.9, 1));
            for (int update = 1; update <= 20; update++)
            {
                TransitionBatch batch = random.CreateBatch(update);
                expected.Update(batch);
                actual.Update(batch);
                double? share = renewal.Run(expected, batch, update);
                Assert.Equal(share, renewal.Run(actual, batch, update));
                Assert.Equal(update % 5 == 0 && random.Options.HiddenUnits.Count + random.Options.Network.Convolutions.Count > 0, share is not null);
                recycled += share > 0 ? 1 : 0;
            }

            float[] wanted = HandMadeNetworks.Values(expected.Network), got = HandMadeNetworks.Values(actual.Network);
            for (int i = 0; i < wanted.Length; i++)
                Assert.True(Math.Abs(wanted[i] - got[i]) <= 2e-5 * Math.Max(1, Math.Abs(wanted[i])), $"{wanted[i]} and {got[i]}, {random}");
        }

        Assert.True(recycled > 40, $"{recycled} looks found something");
    }

    [Fact]
    public void Looking_changes_nothing()
    {
        using TrainingResult plain = Train(Options(null));
        Watcher watcher = new();
        DqnOptions options = Options(new() { Interval = 100, Threshold = 0.3 });
        options.Observers = [watcher];
        using TrainingResult looked = Train(options);

        Assert.Equal(HandMadeNetworks.Values(plain.LastNetwork), HandMadeNetworks.Values(looked.LastNetwork));
        Assert.Equal([100, 200, 300, 400, 500], watcher.Looks);
        Assert.All(watcher.Shares, share => Assert.InRange(share, 0.01, 0.9));
    }

    [Fact]
    public void A_log_has_its_dormant_units_as_well()
    {
        Watcher watcher = new();
        DqnOptions options = new()
        {
            HiddenUnits = [16],
            BatchSize = 8,
            Updates = 30,
            OfflineAlgorithm = new Learning.Offline.BatchConstrainedQLearning(),
            DormantUnits = new() { Interval = 10, Recycle = true, Threshold = 0.5 },
            Observers = [watcher],
        };
        using TrainingResult result = new DqnTrainer(options).Train(ChainLog.Of(20), null, new Xoshiro256(1));
        Assert.Equal([10, 20, 30], watcher.Looks);
        Assert.Contains(watcher.Shares, share => share > 0);
    }

    [Fact]
    public void Modules_of_ones_own_are_refused()
    {
        DqnOptions options = new() { DormantUnits = new(), CreateNetwork = (_, _, _) => throw new InvalidOperationException() };
        Assert.Contains(
            "DormantUnits must be null with CreateNetwork, whose layers are not known",
            Assert.Throws<ArgumentException>(options.Validate).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Sparse_states_go_to_torch_where_units_are_recycled()
    {
        DqnOptions options = new() { HasSparseStates = true, DormantUnits = new() { Recycle = true } };
        using INetworkPair pair = NetworkPair.Create(
            options.Network.CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1)), options.ToLearner());
        Assert.IsType<TorchNetworkPair>(pair);
    }

    private static DqnOptions Options(DormantUnitOptions? dormant) => new()
    {
        HiddenUnits = [24, 24],
        Steps = 599,
        LearningStarts = 100,
        Epsilon = new LinearSchedule(1, 0.1, 500),
        DormantUnits = dormant,
    };

    private static TrainingResult Train(DqnOptions options)
    {
        Xoshiro256 random = new(5);
        return new DqnTrainer(options).Train(new VectorEnvironment(1, () => new CartPole(), random.Fork()), null, random);
    }

    private sealed class Watcher : ITrainingObserver
    {
        public List<long> Looks { get; } = [];

        public List<double> Shares { get; } = [];

        public void OnUpdate(in UpdateRecord update)
        {
            if (update.DormantUnits is not { } share)
                return;
            Looks.Add(update.Update);
            Shares.Add(share);
        }
    }
}
