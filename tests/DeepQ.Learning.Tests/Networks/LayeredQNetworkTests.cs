using DeepQ.Learning.Distributions;
using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;

namespace DeepQ.Learning.Tests.Networks;

public sealed class LayeredQNetworkTests
{
    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void Flags_that_are_stored_as_bytes_stay_zero_and_one(UpdatePath path)
    {
        // Q = (x₀, 10 x₁) on flags of [0, 1].
        QNetwork network = new NetworkOptions { HiddenUnits = [] }.CreateNetwork(
            new BoxSpace([2], 0, 1, ElementType.UInt8), 2, new Xoshiro256(0));
        HandMadeNetworks.Set(HandMadeNetworks.Layers(network)[0].Weight, [1, 0, 0, 10]);
        HandMadeNetworks.Set(HandMadeNetworks.Layers(network)[0].Bias, [0, 0]);
        using INetworkPair pair = NetworkPair.Create(network, new DqnOptions { UpdatePath = path }.ToLearner());
        float[] q = new float[4];
        pair.Learning.QValues(new float[] { 1, 0, 1, 1 }, q);
        Assert.Equal([1, 0, 1, 10], q);
    }

    [Fact]
    public void Bytes_with_bounds_of_their_own_are_divided_by_them()
    {
        BoxSpace space = new([3], [0, 0, 0], [1, 50, 255], ElementType.UInt8);
        using QNetwork network = new NetworkOptions { HiddenUnits = [] }.CreateNetwork(space, 1, new Xoshiro256(0));
        HandMadeNetworks.Set(HandMadeNetworks.Layers(network)[0].Weight, [1, 10, 100]);
        HandMadeNetworks.Set(HandMadeNetworks.Layers(network)[0].Bias, [0]);
        float[] q = new float[1];
        network.QValues([1, 25, 51], q);
        Assert.Equal(1 + 5 + 20, q[0], 1e-5f);
        Assert.Contains("a separate factor", FusedPath.Obstacle(network), StringComparison.Ordinal);
    }

    [Fact]
    public void The_Q_values_of_a_categorical_network_are_the_means()
    {
        // Returns −1, 0, 1; logits (0, 0, ln 2) and (ln 3, 0, 0): means (2 − 1) / 4 and (1 − 3) / 5.
        NetworkOptions options = new() { HiddenUnits = [], Distribution = new CategoricalDistribution(-1, 1, 3) };
        using QNetwork network = options.CreateNetwork(Variants.Row(1), 2, new Xoshiro256(0));
        SetLinear(network, [0, 0, MathF.Log(2), MathF.Log(3), 0, 0]);
        AssertClose([0.25f, -0.4f], Q(network, [1]));
    }

    [Fact]
    public void The_Q_values_of_a_quantile_network_are_the_means()
    {
        NetworkOptions options = new() { HiddenUnits = [], Distribution = new QuantileDistribution(3) };
        using QNetwork network = options.CreateNetwork(Variants.Row(1), 2, new Xoshiro256(0));
        SetLinear(network, [1, 2, 6, -1, 0, 4]);
        AssertClose([3, 1], Q(network, [1]));
    }

    [Theory]
    [MemberData(nameof(Variants.Names), MemberType = typeof(Variants))]
    public void A_copy_gives_the_same_values(string variant)
    {
        using QNetwork network = Variants.Of(variant, 6, 5).CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1));
        network.ResampleNoise(new Xoshiro256(2));
        using QNetwork copy = network.Copy();
        float[] states = [0.1f, -0.5f, 0.9f, 1, 0, -1];
        Assert.Equal(Q(network, states), Q(copy, states));
        Assert.Equal(8, Q(network, states).Length);
    }

    [Fact]
    public void Dueling_streams_each_have_the_last_hidden_layer()
    {
        NetworkOptions options = new() { HiddenUnits = [6, 5], Dueling = true };
        using QNetwork network = options.CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1));
        // Shared 3 → 6, then 6 → 5 → 1 and 6 → 5 → 4, with biases.
        Assert.Equal(24 + (35 + 6) + (35 + 24), HandMadeNetworks.Values(network).Length);
    }

    [Theory]
    [InlineData("noisy", new int[0], 1, 0)]
    [InlineData("noisy", new[] { 6 }, 1, 1)]
    [InlineData("noisy", new[] { 6, 5 }, 2, 1)]
    [InlineData("C51, dueling, noisy", new[] { 6 }, 2, 2)]
    [InlineData("C51, dueling, noisy", new[] { 6, 5 }, 4, 1)]
    [InlineData("IQN, dueling, noisy", new[] { 6 }, 2, 2)]
    [InlineData("IQN, dueling, noisy", new[] { 6, 5 }, 4, 2)]
    public void A_hidden_layer_that_takes_the_observation_has_no_noise(
        string variant, int[] hiddenUnits, int noisy, int quiet)
    {
        using QNetwork network = Variants.Of(variant, hiddenUnits).CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1));
        NoisyDenseLayer[] layers = [.. network.modules().OfType<NoisyDenseLayer>()];
        Assert.Equal((noisy, quiet), (layers.Length, HandMadeNetworks.Layers(network).Count));
        if (hiddenUnits.Length > 0)
            Assert.DoesNotContain(layers, layer => layer.Weight.shape[1] == 3);
    }

    [Fact]
    public void Every_fully_connected_layer_after_convolutions_has_noise()
    {
        NetworkOptions options = new() { HiddenUnits = [5], Convolutions = [new(2, 2)], Noisy = true };
        using QNetwork network = options.CreateNetwork(new BoxSpace([1, 3, 3], 0, 1), 2, new Xoshiro256(1));
        Assert.Equal(2, network.modules().OfType<NoisyDenseLayer>().Count());
        Assert.Empty(HandMadeNetworks.Layers(network));
    }

    [Fact]
    public void Images_of_bytes_are_scaled_and_convolved()
    {
        NetworkOptions options = new() { HiddenUnits = [], Convolutions = [new(1, 2)] };
        BoxSpace images = new([1, 2, 2], 0, 255, ElementType.UInt8);
        using QNetwork network = options.CreateNetwork(images, 1, new Xoshiro256(0));
        ConvolutionLayer convolution = network.modules().OfType<ConvolutionLayer>().Single();
        HandMadeNetworks.Set(convolution.Weight, [1, 2, 3, 4]);
        HandMadeNetworks.Set(convolution.Bias, [0.5f]);
        SetLinear(network, [10]);
        // (51, 0; 0, 102) / 255 = (0.2, 0; 0, 0.4): 0.2 + 1.6 + 0.5 = 2.3.
        AssertClose([23], Q(network, [51, 0, 0, 102]));
    }

    [Fact]
    public void The_Nature_network_has_the_size_that_was_published()
    {
        NetworkOptions options = new() { HiddenUnits = [512], Convolutions = ConvolutionShape.Nature };
        BoxSpace frames = new([4, 84, 84], 0, 255, ElementType.UInt8);
        using QNetwork network = options.CreateNetwork(frames, 18, new Xoshiro256(1));
        // 4·8·8·32 + 32·4·4·64 + 64·3·3·64 + 3136·512 + 512·18 weights and 32 + 64 + 64 + 512 + 18 biases.
        Assert.Equal(8_192 + 32_768 + 36_864 + 1_605_632 + 9_216 + 690, HandMadeNetworks.Values(network).Length);
    }

    [Fact]
    public void Convolutions_of_a_row_are_refused()
    {
        NetworkOptions options = new() { Convolutions = ConvolutionShape.Small };
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => options.CreateNetwork(Variants.Row(4), 2, new Xoshiro256(1)));
        Assert.Contains("(channel, height, width)", error.Message, StringComparison.Ordinal);
        Assert.Contains("(4)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_kernel_larger_than_its_image_is_refused()
    {
        NetworkOptions options = new() { Convolutions = ConvolutionShape.Nature };
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => options.CreateNetwork(new BoxSpace([1, 20, 20], 0, 1), 2, new Xoshiro256(1)));
        Assert.Contains("1 × 1", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(4, 3, int.MaxValue, "values under it, padding included")]
    [InlineData(4, 2_000_000_000, 1_000_000_000, "weights")]
    [InlineData(int.MaxValue, 3, 0, "weights")]
    [InlineData(1_000_000, 1, 20, "outputs")]
    public void A_convolution_that_memory_cannot_number_is_refused(int channels, int kernel, int padding, string what)
    {
        NetworkOptions options = new() { Convolutions = [new(channels, kernel, 1, padding)] };
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => options.CreateNetwork(new BoxSpace([2, 30, 30], 0, 1), 2, new Xoshiro256(1)));
        Assert.StartsWith($"{options.Convolutions[0]} has ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith($"{what}, more than can be indexed: make it smaller.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_layer_that_memory_cannot_number_is_refused()
    {
        NetworkOptions options = new() { HiddenUnits = [int.MaxValue] };
        Assert.Equal(
            "A layer of 4 × 2147483647 has 8589934588 weights, more than can be indexed: make it smaller.",
            Assert.Throws<ArgumentException>(() => options.CreateNetwork(Variants.Row(4), 2, new Xoshiro256(1))).Message);
    }

    private static void SetLinear(QNetwork network, float[] weights)
    {
        DenseLayer layer = HandMadeNetworks.Layers(network).Single();
        HandMadeNetworks.Set(layer.Weight, weights);
        HandMadeNetworks.Set(layer.Bias, new float[layer.Bias.shape[0]]);
    }

    private static float[] Q(QNetwork network, float[] states)
    {
        float[] q = new float[states.Length / network.ObservationSize * network.ActionCount];
        network.QValues(states, q);
        return q;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-5f);
    }
}
