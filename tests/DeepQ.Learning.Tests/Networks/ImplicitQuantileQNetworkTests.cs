using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Tests.Support;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Networks;

public sealed class ImplicitQuantileQNetworkTests
{
    private static readonly NetworkOptions Options = new()
    {
        HiddenUnits = [],
        Distribution = new ImplicitQuantileDistribution(Samples: 1, TargetSamples: 1, ActingSamples: 2, Cosines: 2),
    };

    [Fact]
    public void Quantiles_are_those_of_the_embedded_fractions()
    {
        using ImplicitQuantileQNetwork network = HandMade();
        using Tensor states = tensor(new float[] { 2, 5 }, [2, 1]);
        using Tensor fractions = tensor(new float[] { 0, 0.5f, 1, 0.25f }, [2, 2]);
        using Tensor quantiles = network.Quantiles(states, fractions);
        Assert.Equal([2, 2, 2], quantiles.shape);
        // φ(τ) = ReLU(1 + cos πτ): 2 and 1 for the first state, 0 and 1.7071 for the second; the values are ±s φ.
        AssertClose([4, 2, -4, -2, 0, 8.5355f, 0, -8.5355f], quantiles.contiguous().data<float>().ToArray());
    }

    [Fact]
    public void The_Q_values_are_the_mean_over_fixed_fractions()
    {
        using ImplicitQuantileQNetwork network = HandMade();
        // The fractions 1/4 and 3/4 have the cosines ±0.7071, so the mean of φ is 1.
        float[] q = new float[2];
        network.QValues([3], q);
        AssertClose([3, -3], q);
    }

    [Fact]
    public void A_hidden_layer_mixes_the_observation_before_fractions_gate_it()
    {
        // One gate is shut at every fraction, ReLU(−1) = 0, and one open, ReLU(2); both features hold the observation.
        NetworkOptions options = Options with { HiddenUnits = [2], Activation = PolicyActivation.Tanh };
        using ImplicitQuantileQNetwork network = new(Variants.Row(1), 1, options, new Xoshiro256(0));
        IReadOnlyList<DenseLayer> layers = HandMadeNetworks.Layers(network);
        Set(2, 1, [1, 1], [0, 0]);
        Set(2, 2, [0, 0, 0, 0], [-1, 2]);
        Set(1, 2, [5, 3], [1]);
        float[] q = new float[1];
        network.QValues([0.5f], q);
        // 1 + 3 · 2 tanh ½.
        AssertClose([3.7727f], q);

        void Set(int outputs, int inputs, float[] weights, float[] biases)
        {
            DenseLayer layer = layers.Single(layer => layer.Weight.shape.SequenceEqual([outputs, inputs]));
            HandMadeNetworks.Set(layer.Weight, weights);
            HandMadeNetworks.Set(layer.Bias, biases);
        }
    }

    [Fact]
    public void Another_distribution_is_refused() => Assert.Throws<ArgumentException>(
        () => new ImplicitQuantileQNetwork(Variants.Row(1), 2, new NetworkOptions(), new Xoshiro256(1)));

    // φ(τ) = ReLU(1 · cos 0 + 1 · cos πτ + 0); Q = (1, −1) φ s.
    private static ImplicitQuantileQNetwork HandMade()
    {
        ImplicitQuantileQNetwork network = new(Variants.Row(1), 2, Options, new Xoshiro256(0));
        IReadOnlyList<DenseLayer> layers = HandMadeNetworks.Layers(network);
        HandMadeNetworks.Set(layers[0].Weight, [1, 1]);
        HandMadeNetworks.Set(layers[0].Bias, [0]);
        HandMadeNetworks.Set(layers[1].Weight, [1, -1]);
        HandMadeNetworks.Set(layers[1].Bias, [0, 0]);
        return network;
    }

    private static void AssertClose(float[] expected, float[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], actual[i], 1e-3f);
    }
}
