using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.States;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Updates;

public sealed class SparseUpdateTests
{
    public static TheoryData<UpdatePath, string> Cases
    {
        get
        {
            TheoryData<UpdatePath, string> cases = [];
            foreach (UpdatePath path in (UpdatePath[])[UpdatePath.TorchSharp, UpdatePath.Fused])
            {
                foreach (string kind in (string[])["plain", "double", "dueling", "shallow dueling", "linear", "quantiles", "unscaled"])
                    cases.Add(path, kind);
            }

            return cases;
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void A_sparse_batch_moves_a_network_as_the_dense_one_does(UpdatePath path, string kind)
    {
        SparseLog log = new(11, 90);
        DqnOptions options = new()
        {
            UpdatePath = path,
            BatchSize = 16,
            DoubleQ = kind == "double",
            LearningRate = 1e-2,
            Network = new NetworkOptions
            {
                HiddenUnits = kind == "linear" ? [] : kind == "shallow dueling" ? [19] : [24, 17],
                Dueling = kind.EndsWith("dueling", StringComparison.Ordinal),
                Distribution = kind == "quantiles" ? new QuantileDistribution(5) : ValueDistribution.Point,
                ObservationScaling = kind == "unscaled" ? null : TableScaling.Of(log.Dense, out _),
            },
        };
        using DqnLearner dense = Learner(), sparse = Learner();
        Xoshiro256 draws = new(2);
        for (int update = 0; update < 60; update++)
        {
            (TransitionBatch all, TransitionBatch few) = log.Draw(16, draws);
            UpdateResult one = dense.Update(all, update), other = sparse.Update(few, update);
            Assert.Equal(one.Loss, other.Loss, 1e-6 * Math.Max(1, one.Loss));
            dense.UpdateTarget();
            sparse.UpdateTarget();
        }

        float[] states = new float[40 * 90];
        SparseStates rows = new(90);
        for (int slot = 0; slot < 40; slot++)
        {
            rows.Add(log.Sparse.StateAt(slot));
            log.Dense.StateAt(slot).CopyTo(states.AsSpan(slot * 90));
        }

        float[] expected = new float[40 * SparseLog.Actions], actual = new float[expected.Length];
        dense.Network.QValues(states, expected);
        sparse.Network.QValues((StateBatch)rows, actual);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);

        DqnLearner Learner() => NetworkPair.CreateLearner(
            options.Network.CreateNetwork(log.Space, SparseLog.Actions, new Xoshiro256(5)), options.ToLearner(), new Xoshiro256(6));
    }
}
