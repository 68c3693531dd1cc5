using DeepQ.Learning.Fused;
using DeepQ.Learning.Kernels;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Networks.Layers;

public sealed class ObservationScalingTests
{
    private const int Size = 37;

    [Fact]
    public void Offsets_and_factors_are_one_each_a_value_and_finite()
    {
        Assert.Throws<ArgumentException>(() => new ObservationScaling([], []));
        Assert.Throws<ArgumentException>(() => new ObservationScaling([1], [1, 2]));
        Assert.Throws<ArgumentException>(() => new ObservationScaling([float.NaN], [1]));
        Assert.Throws<ArgumentException>(() => new ObservationScaling([1], [float.PositiveInfinity]));
        Assert.Equal(
            "ObservationScaling has 1 values, but an observation has 37.",
            Assert.Throws<ArgumentException>(() => Create(new NetworkOptions { ObservationScaling = new([1], [1]) })).Message);
    }

    [Theory]
    [MemberData(nameof(Variants.Names), MemberType = typeof(Variants))]
    public void A_network_gives_of_raw_observations_what_it_gives_of_scaled_ones_without(string variant)
    {
        ObservationScaling scaling = Scaling();
        using QNetwork plain = Create(Variants.Of(variant, 8, 7));
        using QNetwork scaled = Create(Variants.Of(variant, 8, 7) with { ObservationScaling = scaling });
        plain.eval();
        scaled.eval();
        float[] raw = States(5);
        float[] expected = new float[15];
        plain.QValues([.. raw.Select((value, i) => (value - scaling.Offset[i % Size]) * scaling.Factor[i % Size])], expected);
        float[] actual = new float[15];
        scaled.QValues(raw, actual);

        Assert.Equal(expected, actual, (one, other) => Math.Abs(one - other) < 1e-6f);
        using QNetwork copy = scaled.Copy();
        Assert.Equal(scaling.Factor, copy.ObservationScaling!.Factor);
    }

    [Fact]
    public void The_fused_path_computes_the_same_on_every_instruction_set()
    {
        foreach (int size in new[] { 1, 3, 15, 16, 17, Size })
        {
            float[] values = [.. States(1).Take(size)], offsets = [.. Scaling().Offset.Take(size)];
            float[] factors = [.. Scaling().Factor.Take(size)];
            float[] expected = [.. values.Select((value, i) => (value - offsets[i]) * factors[i])];
            foreach (KernelSet kernels in KernelSet.Available)
            {
                float[] scaled = new float[size];
                kernels.Scale(values, offsets, factors, scaled);
                Assert.Equal(expected, scaled);
            }
        }

        foreach (KernelSet kernels in KernelSet.Available)
        {
            LayeredQNetwork network = (LayeredQNetwork)Create(
                new NetworkOptions { HiddenUnits = [20, 9], ObservationScaling = Scaling() });
            using FusedNetworkPair pair = new(network, new DqnOptions().ToLearner(), kernels);
            float[] expected = new float[3 * 9], actual = new float[3 * 9];
            pair.Network.QValues(States(9), expected);
            pair.Learning.QValues(States(9), actual);
            Assert.Equal(expected, actual, (one, other) => Math.Abs(one - other) < 1e-5f);
        }
    }

    private static ObservationScaling Scaling() => new(
        [.. Enumerable.Range(0, Size).Select(i => 10f - i)], [.. Enumerable.Range(0, Size).Select(i => i % 5 * 0.1f)]);

    private static float[] States(int count) =>
        [.. Enumerable.Range(0, count * Size).Select(i => 10 * MathF.Sin(i * 0.7f))];

    private static QNetwork Create(NetworkOptions options) =>
        options.CreateNetwork(new BoxSpace([Size], -100, 100), 3, new Xoshiro256(3));
}
