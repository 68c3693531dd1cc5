using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Tests.Support;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Tests.Networks;

public sealed class QNetworkTests
{
    [Fact]
    public void A_network_of_two_layers_computes_what_a_hand_computes()
    {
        using QNetwork network = HandMadeNetworks.Mlp(2, [2], 2, new Xoshiro256(0));
        HandMadeNetworks.Set(HandMadeNetworks.Layers(network)[0].Weight, [1, -1, 2, 0]);
        HandMadeNetworks.Set(HandMadeNetworks.Layers(network)[0].Bias, [0.5f, -3]);
        HandMadeNetworks.Set(HandMadeNetworks.Layers(network)[1].Weight, [1, 10, -1, 1]);
        HandMadeNetworks.Set(HandMadeNetworks.Layers(network)[1].Bias, [0, 7]);

        float[] q = new float[4];
        network.QValues([3, 1, 0, 2], q);
        // s = (3, 1): hidden (2.5, 3), Q = (32.5, 7.5). s = (0, 2): hidden max(0, (−1.5, −3)) = (0, 0), Q = (0, 7).
        Assert.Equal([32.5f, 7.5f, 0, 7], q);
        Assert.Equal(0, network.Act([3, 1]));
        Assert.Equal(1, network.Act([0, 2]));
    }

    [Fact]
    public void One_seed_gives_one_network()
    {
        using QNetwork one = HandMadeNetworks.Mlp(4, [8, 8], 2, new Xoshiro256(5));
        using QNetwork same = HandMadeNetworks.Mlp(4, [8, 8], 2, new Xoshiro256(5));
        using QNetwork other = HandMadeNetworks.Mlp(4, [8, 8], 2, new Xoshiro256(6));
        Assert.Equal(HandMadeNetworks.Values(one), HandMadeNetworks.Values(same));
        Assert.NotEqual(HandMadeNetworks.Values(one), HandMadeNetworks.Values(other));
    }

    [Fact]
    public void The_weights_are_uniform_within_one_over_the_root_of_the_inputs()
    {
        using QNetwork network = HandMadeNetworks.Mlp(16, [500], 1, new Xoshiro256(1));
        float[] weights = HandMadeNetworks.Layers(network)[0].Weight.data<float>().ToArray();
        Assert.Equal(8_000, weights.Length);
        Assert.All(weights, weight => Assert.InRange(weight, -0.25f, 0.25f));
        // The variance of that distribution is 0.25² / 3 = 0.02083; its estimate from 8,000 draws varies by 1%.
        Assert.InRange(weights.Average(weight => weight * weight), 0.0198, 0.0219);
    }

    [Fact]
    public void A_copy_has_the_same_weights_and_a_life_of_its_own()
    {
        using QNetwork network = HandMadeNetworks.Mlp(3, [4], 2, new Xoshiro256(1));
        float[] before = HandMadeNetworks.Values(network);
        using (QNetwork copy = network.Copy())
        {
            Assert.Equal(before, HandMadeNetworks.Values(copy));
            HandMadeNetworks.Set(copy.parameters().First(), new float[12]);
        }

        Assert.Equal(before, HandMadeNetworks.Values(network));
    }

    [Fact]
    public void Blending_goes_a_part_of_the_way()
    {
        using QNetwork target = HandMadeNetworks.Linear([1, 2], [3], inputs: 2);
        using QNetwork source = HandMadeNetworks.Linear([5, 2], [-1], inputs: 2);
        target.BlendWeightsFrom(source, 0.25);
        Assert.Equal([2, 2, 2], HandMadeNetworks.Values(target));
        target.CopyWeightsFrom(source);
        Assert.Equal([5, 2, -1], HandMadeNetworks.Values(target));
    }

    [Fact]
    public void Networks_of_different_shapes_do_not_blend()
    {
        using QNetwork target = HandMadeNetworks.Mlp(2, [4], 2, new Xoshiro256(1));
        using QNetwork wide = HandMadeNetworks.Mlp(2, [5], 2, new Xoshiro256(1));
        using QNetwork deep = HandMadeNetworks.Mlp(2, [4, 4], 2, new Xoshiro256(1));
        ArgumentException error = Assert.Throws<ArgumentException>(() => target.CopyWeightsFrom(wide));
        Assert.Contains("shape", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => target.CopyWeightsFrom(deep));
        Assert.Throws<ArgumentException>(() => deep.CopyWeightsFrom(target));
    }

    [Fact]
    public void States_of_the_wrong_length_are_refused_before_anything_native()
    {
        using QNetwork network = HandMadeNetworks.Mlp(3, [4], 2, new Xoshiro256(1));
        Assert.Throws<ArgumentException>(() => network.Act([1, 2]));
        Assert.Throws<ArgumentException>(() => network.QValues([1, 2, 3], new float[3]));
        Assert.Throws<ArgumentException>(() => network.QValues([], []));
    }

    [Fact]
    public void A_module_that_gives_another_number_of_values_is_told()
    {
        using OwnNetwork network = new(2, 3, () => torch.nn.Linear(2, 4));
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => network.Act([1, 2]));
        Assert.Equal(
            "forward returned a tensor of Float32 and shape (1, 4); 3 values of Float32 were expected: one for each action of each " +
            "state.",
            error.Message);
    }

    [Fact]
    public void A_network_that_is_disposed_says_so()
    {
        QNetwork network = HandMadeNetworks.Mlp(2, [], 2, new Xoshiro256(1));
        network.Dispose();
        Assert.Throws<ObjectDisposedException>(() => network.Act([1, 2]));
    }

    [Fact]
    public void Noise_of_registered_layers_is_drawn_and_acts_while_exploring()
    {
        using OwnNetwork network = new(1, 1, () => new NoisyDenseLayer(1, 1, 0.5, new Xoshiro256(1)));
        float[] q = new float[1];
        network.eval();
        network.QValues([1], q);
        float mean = q[0];
        network.ResampleNoise(new Xoshiro256(2));
        network.QValues([1], q);
        Assert.Equal(mean, q[0]);
        network.Exploring = true;
        network.QValues([1], q);
        Assert.NotEqual(mean, q[0]);
    }

    [Fact]
    public void The_layers_are_described_for_export()
    {
        using QNetwork network = HandMadeNetworks.Mlp(3, [4], 2, new Xoshiro256(1));
        IReadOnlyList<PolicyLayer> layers = network.ToLayers();
        Assert.Equal(3, layers.Count);
        IReadOnlyList<DenseLayer> dense = HandMadeNetworks.Layers(network);
        Assert.Equal(dense[0].Weight.data<float>().ToArray(), ((LinearLayer)layers[0]).Weight.ToArray());
        Assert.Equal(PolicyActivation.ReLU, ((ActivationLayer)layers[1]).Activation);
        Assert.Equal(dense[1].Bias.data<float>().ToArray(), ((LinearLayer)layers[2]).Bias.ToArray());
    }
}
