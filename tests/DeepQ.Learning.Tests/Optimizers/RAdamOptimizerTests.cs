using DeepQ.Learning.Fused;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Optimizers;

public sealed class RAdamOptimizerTests
{
    public static TheoryData<int> KernelSets => [.. Enumerable.Range(0, KernelSet.Available.Count)];

    // With β₂ = 0.999, ρ∞ = 1999. ρ₅ = 4.9960 is not above 5, so that five steps follow the first moment alone: with a constant
    // gradient of 2 that is m̂ = 2, a way of 0.2 each at a rate of 0.1. ρ₆ = 5.9942, and
    // r₆ = √((1.9942 · 3.9942 · 1999) / (1995 · 1997 · 5.9942)) = 0.025821; v̂ = 4, so that the sixth goes 0.1 · r₆.
    [Theory]
    [MemberData(nameof(KernelSets))]
    public void The_first_steps_follow_the_momentum_and_the_next_are_rectified(int kernels)
    {
        float[] values = Enumerable.Repeat(1f, 19).ToArray();
        float[] gradient = Enumerable.Repeat(2f, 19).ToArray();
        float[] first = new float[19], second = new float[19];
        ParameterMover mover = Optimizer.RAdam.CreateMover(KernelSet.Available[kernels]);
        for (int step = 1; step <= 6; step++)
        {
            mover.Begin(new OptimizerStep(step, 1, 0.1, 1e-8, 0));
            mover.Move(values, gradient, first, second);
            double expected = step < 6 ? 1 - (0.2 * step) : -(0.1 * 0.025821);
            Assert.All(values, value => Assert.Equal(expected, value, 2e-6));
        }
    }

    // The algorithm of the paper in double precision.
    [Fact]
    public void A_thousand_steps_are_those_of_the_paper()
    {
        double value = 0.5, m = 0, v = 0;
        float[] values = [0.5f], first = [0], second = [0];
        ParameterMover mover = Optimizer.RAdam.CreateMover(KernelSet.Widest);
        for (int t = 1; t <= 1_000; t++)
        {
            float slope = MathF.Cos(1.7f * t) + 0.3f;
            m = (0.9 * m) + (0.1 * slope);
            v = (0.999 * v) + (0.001 * slope * slope);
            double fade = Math.Pow(0.999, t);
            double length = 1999 - (2 * t * fade / (1 - fade));
            double mean = m / (1 - Math.Pow(0.9, t));
            value -= 0.01 * (length <= 5 ? mean : mean / Math.Sqrt(v / (1 - fade)) *
                Math.Sqrt((length - 4) * (length - 2) * 1999 / (1995.0 * 1997 * length)));
            mover.Begin(new OptimizerStep(t, 1, 0.01, 1e-8, 0));
            mover.Move(values, [slope], first, second);
            Assert.Equal(value, values[0], 1e-4);
        }
    }

    [Fact]
    public void Both_paths_take_the_same_steps_and_those_without_a_gradient_stand_still()
    {
        float[][] weights = [.. new[] { UpdatePath.Fused, UpdatePath.TorchSharp }.Select(path =>
        {
            DqnOptions options = new()
            {
                BatchSize = 16,
                UpdatePath = path,
                Optimizer = Optimizer.RAdam,
                OptimizerEpsilon = 1e-3,
                Network = new() { HiddenUnits = [300, 17] },
            };
            using DqnLearner learner = NetworkPair.CreateLearner(
                options.Network.CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1)), options.ToLearner(), new Xoshiro256(1));
            TransitionBatch batch = Batches.Random(16, 3, 4);
            for (int i = 0; i < 20; i++)
                learner.Update(batch);
            return HandMadeNetworks.Values(learner.Network);
        })];
        for (int i = 0; i < weights[0].Length; i++)
            Assert.Equal(weights[1][i], weights[0][i], 1e-5f);
    }

    [Fact]
    public void Sparse_states_take_the_path_that_steps_every_weight()
    {
        LearnerSettings settings = new DqnOptions { Optimizer = Optimizer.RAdam, HasSparseStates = true }.ToLearner();
        using INetworkPair pair = NetworkPair.Create(
            new NetworkOptions().CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1)), settings);
        Assert.IsType<TorchNetworkPair>(pair);
    }
}
