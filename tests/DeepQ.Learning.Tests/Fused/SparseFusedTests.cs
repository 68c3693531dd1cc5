using TorchSharp.Modules;
using DeepQ.Learning.Tests.Support;

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
                foreach (string kind in (string[])["plain", "hard", "double", "dueling", "shallow dueling", "RMSProp", "AdamW", "unscaled", "falling"])
                    cases.Add(kernels, kind);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Updates_that_touch_few_rows_are_those_that_touch_all(int kernels, string kind)
    {
        for (int seed = 1; seed <= 2; seed++)
        {
            SparseLog log = new(seed, Size);
            DqnOptions options = Options(kind, log);
            using DqnLearner dense = Learner(options, isSparse: false, kernels), sparse = Learner(options, isSparse: true, kernels);
            Xoshiro256 draws = new((ulong)seed);
            for (int update = 0; update < 120; update++)
            {
                (TransitionBatch all, TransitionBatch few) = log.Draw(options.BatchSize, draws);
                UpdateResult one = dense.Update(all, update), other = sparse.Update(few, update);
                Assert.Equal(one.Loss, other.Loss, 2e-6 * Math.Max(1, one.Loss));
                Assert.Equal(one.GradientNorm, other.GradientNorm, 2e-6 * Math.Max(1, one.GradientNorm));
                if (update % options.TargetUpdateInterval == 0)
                {
                    dense.UpdateTarget();
                    sparse.UpdateTarget();
                }
            }

            AssertEqual(dense.Network, sparse.Network);
        }
    }

    private static DqnOptions Options(string kind, SparseLog log)
    {
        DqnOptions options = new()
        {
            UpdatePath = UpdatePath.Fused,
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
            new FusedNetworkPair(network, own, KernelSet.Available[kernels]), own, new Xoshiro256(6));
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
