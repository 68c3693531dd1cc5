using DeepQ.Learning.Fused.Passes;
using DeepQ.Learning.Fused.Patterns;
using DeepQ.Learning.Fused.Steps;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Fused.Passes;

public sealed class BatchPassesTests
{
    private const int Inputs = 5;

    [Theory]
    [InlineData(128, 1)]
    [InlineData(131, 1)]
    [InlineData(200, 3)]
    public void Halves_give_what_the_whole_gives(int capacity, int threads)
    {
        using QNetwork network = new NetworkOptions { HiddenUnits = [40, 30] }.CreateNetwork(Variants.Row(Inputs), 3, new Xoshiro256(1));
        FusedLayout layout = new((LayeredQNetwork)network);
        using ForkJoinPool pool = new(threads);
        foreach (KernelSet kernels in KernelSet.Available)
        {
            FusedParameters parameters = new(layout);
            foreach ((var slot, var parameter) in layout.Slots.Zip(network.parameters()))
                parameters.Read(slot, parameter.data<float>().ToArray());
            parameters.Changed();
            BatchPasses halves = new(layout, kernels, pool, new ProductCostModel(LeastShared: 1_000), capacity);
            BatchPasses whole = new(layout, kernels, pool, new ProductCostModel(LeastShared: long.MaxValue), capacity);
            Assert.Equal((true, false), (halves.IsHalved, whole.IsHalved));

            Xoshiro256 random = new(2);
            // Few states after many, and many again: no half keeps anything of the one before.
            foreach (int count in new[] { capacity, 3, 70, 8, 9, capacity - 1 })
            {
                float[] states = Draw(random, count * Inputs), slopes = Draw(random, count * 3);
                float[] expected = new float[count * 3], outputs = new float[count * 3];
                whole.Forward(parameters, states, expected);
                halves.Forward(parameters, states, outputs);
                AssertClose(expected, outputs);
                AssertClose(
                    whole.Backward(parameters, slopes).Span.ToArray(),
                    halves.Backward(parameters, slopes).Span.ToArray());
            }
        }
    }

    [Theory]
    [InlineData(127, 256, false)]
    [InlineData(128, 64, false)]
    [InlineData(128, 256, true)]
    public void Only_large_batches_of_large_networks_are_halved(int capacity, int units, bool isHalved)
    {
        using QNetwork network = new NetworkOptions { HiddenUnits = [units, units] }.CreateNetwork(Variants.Row(4), 2, new Xoshiro256(1));
        FusedLayout layout = new((LayeredQNetwork)network);
        Assert.Equal(isHalved, BatchPasses.IsWorthwhile(layout, new ProductCostModel(), capacity));
    }

    private static float[] Draw(Xoshiro256 random, int count) =>
        [.. Enumerable.Range(0, count).Select(_ => random.NextSingle() - 0.5f)];

    private static void AssertClose(float[] expected, float[] actual)
    {
        float scale = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-5f * scale, $"{i}: {expected[i]} and {actual[i]}");
    }
}
