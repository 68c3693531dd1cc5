using DeepQ.Learning.Fused;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Fused;

public sealed class FusedThreadsTests
{
    // Products are shared though they are short.
    [Theory]
    [InlineData(256, false, ProductStrategy.Dense)]
    [InlineData(200, true, ProductStrategy.Sparse)]
    [InlineData(200, true, ProductStrategy.LowRankPlusSparse)]
    [InlineData(300, false, ProductStrategy.LowRankPlusSparse)]
    [InlineData(100, false, null)]
    [InlineData(200, true, null, true)]
    [InlineData(300, false, ProductStrategy.Sparse, true)]
    internal void Several_threads_give_the_bits_of_one(
        int units, bool dueling, ProductStrategy? strategy, bool normalizes = false)
    {
        ProductCostModel plan = new(strategy, LeastShared: 1_000);
        float[] one = Learn(units, dueling, normalizes, plan, threads: 1);
        Assert.Equal(one, Learn(units, dueling, normalizes, plan, threads: 2));
        Assert.Equal(one, Learn(units, dueling, normalizes, plan, threads: 3));
    }

    // A batch of 128 and more is taken in halves.
    [Theory]
    [InlineData(128, false)]
    [InlineData(131, true)]
    [InlineData(200, false)]
    internal void Several_threads_give_the_bits_of_one_of_large_batches(int batchSize, bool normalizes)
    {
        ProductCostModel plan = new(LeastShared: 1_000);
        NetworkOptions network = new() { HiddenUnits = [100, 90], Dueling = normalizes, LayerNorm = normalizes };
        float[] one = Learn(network, Variants.Row(5), plan, threads: 1, batchSize);
        Assert.Equal(one, Learn(network, Variants.Row(5), plan, threads: 2, batchSize));
    }

    [Theory]
    [InlineData(ConvolutionNormalization.None)]
    [InlineData(ConvolutionNormalization.Channels)]
    internal void Several_threads_give_the_bits_of_one_of_images(ConvolutionNormalization norm)
    {
        NetworkOptions network = new()
        {
            HiddenUnits = [100],
            Convolutions = [new(9, 1), new(40, 2, Padding: 1)],
            ConvolutionNorm = norm,
        };
        ProductCostModel plan = new(LeastShared: 1_000);
        float[] one = Learn(network, new BoxSpace([1, 1, 5], -1, 1), plan, threads: 1);
        Assert.Equal(one, Learn(network, new BoxSpace([1, 1, 5], -1, 1), plan, threads: 2));
    }

    [Theory]
    [InlineData(64, null, 1)]
    [InlineData(64, 3, 1)]
    [InlineData(256, null, 1)]
    [InlineData(512, 1, 1)]
    [InlineData(512, 3, 3)]
    public void Small_layers_are_not_shared(int units, int? asked, int used) => Assert.Equal(used, Threads(units, asked));

    [TwoProcessorsFact]
    public void Large_layers_are_shared_by_two() => Assert.Equal(2, Threads(512, asked: null));

    private static int Threads(int units, int? asked)
    {
        DqnOptions options = new() { HiddenUnits = [units, units], Threads = asked };
        using FusedNetworkPair pair = new(
            (LayeredQNetwork)options.Network.CreateNetwork(Variants.Row(4), 2, new Xoshiro256(1)),
            options.ToLearner(),
            KernelSet.Widest);
        return pair.Threads;
    }

    private static float[] Learn(int units, bool dueling, bool normalizes, ProductCostModel plan, int threads) => Learn(
        new() { HiddenUnits = [units, units], Dueling = dueling, LayerNorm = normalizes }, Variants.Row(5), plan, threads);

    private static float[] Learn(NetworkOptions network, BoxSpace space, ProductCostModel plan, int threads, int batchSize = 65)
    {
        DqnOptions options = new()
        {
            Network = network,
            BatchSize = batchSize,
            UpdatePath = UpdatePath.Fused,
            Threads = threads,
        };
        Xoshiro256 random = new(1);
        ReplayBuffer buffer = new(500, 5);
        for (int i = 0; i < 500; i++)
        {
            float[] state = [.. Enumerable.Range(0, 5).Select(_ => random.NextSingle() - 0.5f)];
            buffer.Add(state, random.Next(3), random.NextSingle(), state, i % 9 == 0);
        }

        FusedNetworkPair networks = new(
            (LayeredQNetwork)network.CreateNetwork(space, 3, new Xoshiro256(2)),
            options.ToLearner(),
            KernelSet.Widest,
            plan);
        Assert.Equal(threads, networks.Threads);
        using DqnLearner learner = new(networks, options.ToLearner(), new Xoshiro256(3));
        ReplaySampler sampler = new(buffer, options.ToReplay(), new Xoshiro256(4));
        TransitionBatch batch = new(options.BatchSize, 5);
        for (int update = 0; update < 50; update++)
        {
            sampler.Sample(batch, update);
            learner.Update(batch, update);
            if (update % 10 == 9)
                learner.UpdateTarget();
        }

        return HandMadeNetworks.Values(learner.Network);
    }
}
