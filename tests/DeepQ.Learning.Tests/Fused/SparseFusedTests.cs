using DeepQ.Learning.Fused;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Offline;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Schedules;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;
using TorchSharp.Modules;

namespace DeepQ.Learning.Tests.Fused;

public sealed class SparseFusedTests
{
    private const int Size = 150;

    public static TheoryData<int, string> Cases
    {
        get
        {
            TheoryData<int, string> cases = [];
            for (int kernels = 0; kernels < KernelSet.Available.Count; kernels++)
            {
                foreach (string kind in (string[])["plain", "hard", "double", "dueling", "shallow dueling", "layer norm", "RMSProp", "AdamW", "unscaled", "falling", "empty"])
                    cases.Add(kernels, kind);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Updates_that_touch_few_rows_are_those_that_touch_all(int kernels, string kind)
    {
        // Layers whose outputs hardly differ are divided by little, and so are the errors of rounding.
        double tolerance = kind == "layer norm" ? 1e-5 : 2e-6;
        for (int seed = 1; seed <= 2; seed++)
        {
            SparseLog log = new(seed, Size, empty: kind == "empty");
            DqnOptions options = Options(kind, log);
            using DqnLearner dense = Learner(options, isSparse: false, kernels), sparse = Learner(options, isSparse: true, kernels);
            Xoshiro256 draws = new((ulong)seed);
            for (int update = 0; update < 120; update++)
            {
                (TransitionBatch all, TransitionBatch few) = log.Draw(options.BatchSize, draws);
                UpdateResult one = dense.Update(all, update), other = sparse.Update(few, update);
                Assert.Equal(one.Loss, other.Loss, tolerance * Math.Max(1, one.Loss));
                Assert.Equal(one.GradientNorm, other.GradientNorm, tolerance * Math.Max(1, one.GradientNorm));
                if (update % options.TargetUpdateInterval == 0)
                {
                    dense.UpdateTarget();
                    sparse.UpdateTarget();
                }
            }

            AssertEqual(dense.Network, sparse.Network);
        }
    }

    [Theory]
    [InlineData("DQN")]
    [InlineData("CQL")]
    [InlineData("BCQ")]
    [InlineData("cloning")]
    public void Every_algorithm_learns_from_sparse_states_what_it_learns_from_dense_ones(string algorithm)
    {
        SparseLog log = new(3, Size, rows: 70);
        DqnOptions options = new()
        {
            Updates = 80,
            BatchSize = 8,
            OfflineAlgorithm = algorithm switch
            {
                "DQN" => new DeepQLearning(),
                "CQL" => new ConservativeQLearning(),
                "BCQ" => new BatchConstrainedQLearning(),
                _ => new BehaviorCloning(),
            },
        };
        using TrainingResult dense = Train(log.Dense), sparse = Train(log.Sparse);
        float[] states = [.. Enumerable.Range(0, 70).SelectMany(slot => log.Dense.StateAt(slot).ToArray())];
        float[] expected = new float[70 * SparseLog.Actions], actual = new float[expected.Length];
        dense.Network.QValues(states, expected);
        sparse.Network.QValues(states, actual);
        Assert.All(expected.Zip(actual), pair => Assert.Equal(pair.First, pair.Second, 1e-4f * Math.Max(1, Math.Abs(pair.First))));

        TrainingResult Train(ReplayBuffer transitions) => new DqnTrainer(options).Train(
            ChainLog.Wrap(transitions, SparseLog.Actions, []), null, new Xoshiro256(1));
    }

    [Fact]
    public void A_checkpoint_of_one_form_goes_on_in_the_other()
    {
        SparseLog log = new(4, Size);
        DqnOptions options = Options("plain", log);
        using DqnLearner first = Learner(options, isSparse: true, 0), again = Learner(options, isSparse: true, 0);
        using DqnLearner dense = Learner(options, isSparse: false, 0);
        Xoshiro256 draws = new(1);
        for (int update = 0; update < 40; update++)
        {
            first.Update(log.Draw(options.BatchSize, draws).Sparse, update);
            first.UpdateTarget();
        }

        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        first.Save(writer);
        foreach (DqnLearner learner in (DqnLearner[])[again, dense])
        {
            stream.Position = 0;
            learner.Load(new BinaryReader(stream));
        }

        for (int update = 40; update < 80; update++)
        {
            (TransitionBatch all, TransitionBatch few) = log.Draw(options.BatchSize, draws);
            double loss = first.Update(few, update).Loss;
            first.UpdateTarget();
            Assert.Equal(loss, again.Update(few, update).Loss);
            again.UpdateTarget();
            Assert.Equal(loss, dense.Update(all, update).Loss, 2e-6);
            dense.UpdateTarget();
        }

        AssertEqual(dense.Network, first.Network);
    }

    private static DqnOptions Options(string kind, SparseLog log)
    {
        DqnOptions options = new()
        {
            UpdatePath = UpdatePath.Fused,
            WeightAveraging = 0,
            BatchSize = 7,
            DoubleQ = kind == "double",
            LearningRate = kind == "falling" ? new LinearSchedule(3e-3, 0, 100) : 1e-3,
            Optimizer = kind is "RMSProp" ? Optimizer.RMSProp : kind == "AdamW" ? Optimizer.AdamW : Optimizer.Adam,
            OptimizerEpsilon = kind == "RMSProp" ? 0.01 : 1e-5,
            WeightDecay = kind == "AdamW" ? 0.1 : 0,
            TargetUpdateRate = kind == "hard" ? 1 : 0.02,
            TargetUpdateInterval = kind == "hard" ? 9 : 1,
            Network = new NetworkOptions
            {
                HiddenUnits = kind == "shallow dueling" ? [19] : [24, 17],
                Dueling = kind.EndsWith("dueling", StringComparison.Ordinal),
                LayerNorm = kind == "layer norm",
                ObservationScaling = kind == "unscaled" ? null : TableScaling.Of(log.Dense, out _),
            },
        };
        return options;
    }

    private static DqnLearner Learner(DqnOptions options, bool isSparse, int kernels)
    {
        DqnOptions own = options.Copy();
        own.HasSparseStates = isSparse;
        LayeredQNetwork network = new(
            new BoxSpace([Size], -10, 10), SparseLog.Actions, own.Network, new Xoshiro256(5));
        return new DqnLearner(
            new FusedNetworkPair(network, own.ToLearner(), KernelSet.Available[kernels]), own.ToLearner(), new Xoshiro256(6));
    }

    private static void AssertEqual(QNetwork one, QNetwork other)
    {
        foreach ((Parameter expected, Parameter actual) in one.parameters().Zip(other.parameters()))
        {
            float[] values = LayerWeights.Values(expected), others = LayerWeights.Values(actual);
            for (int i = 0; i < values.Length; i++)
                Assert.Equal(values[i], others[i], 2e-6f);
        }
    }
}
