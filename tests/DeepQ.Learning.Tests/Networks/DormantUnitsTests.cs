using DeepQ.Learning.Distributions;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Networks;

public sealed class DormantUnitsTests
{
    // Units x, 2x, −x and x / 100 of the states 1 and 3: mean|h| is 2, 4, 0 and 0.02, their mean 1.505, and s is 1.33, 2.66, 0 and
    // 0.0133.
    [Theory]
    [InlineData(0, 0.25)]
    [InlineData(0.013, 0.25)]
    [InlineData(0.0134, 0.5)]
    [InlineData(1.34, 0.75)]
    [InlineData(3, 1)]
    public void Units_are_dormant_by_their_part_of_the_mean_of_the_layer(double threshold, double share)
    {
        using QNetwork network = HandMadeNetworks.Mlp(1, [4], 2, new Xoshiro256(1));
        DenseLayer hidden = HandMadeNetworks.Layers(network)[0];
        HandMadeNetworks.Set(hidden.Weight, [1, 2, -1, 0.01f]);
        HandMadeNetworks.Set(hidden.Bias, [0, 0, 0, 0]);

        Assert.Equal(share, network.ShareOfDormantUnits([1, 3], threshold));
    }

    // The second layer has one unit of three that is on: 4 of 7 are off.
    [Fact]
    public void Layers_are_counted_together_and_measured_apart()
    {
        using QNetwork network = HandMadeNetworks.Mlp(1, [4, 3], 2, new Xoshiro256(1));
        IReadOnlyList<DenseLayer> layers = HandMadeNetworks.Layers(network);
        HandMadeNetworks.Set(layers[0].Weight, [100, 200, -1, -1]);
        HandMadeNetworks.Set(layers[0].Bias, [0, 0, 0, 0]);
        HandMadeNetworks.Set(layers[1].Weight, [1e-6f, 0, 0, 0, -1, 0, 0, 0, -1, 0, 0, 0]);
        HandMadeNetworks.Set(layers[1].Bias, [0, 0, 0]);

        Assert.Equal(4.0 / 7, network.ShareOfDormantUnits([1]));
    }

    // A channel is on where one place of one image is.
    [Fact]
    public void A_channel_of_a_convolution_is_a_unit()
    {
        NetworkOptions options = new() { Convolutions = [new(2, 1)], HiddenUnits = [] };
        using QNetwork network = options.CreateNetwork(new BoxSpace([1, 2, 2], -1, 1), 3, new Xoshiro256(1));
        ConvolutionLayer layer = network.modules().OfType<ConvolutionLayer>().Single();
        HandMadeNetworks.Set(layer.Weight, [1, -1]);
        HandMadeNetworks.Set(layer.Bias, [0, 0]);

        Assert.Equal(0.5, network.ShareOfDormantUnits([0, 0, 1, 0, 0, 0, 0, 0]));
        Assert.Equal(0, network.ShareOfDormantUnits([0, 0, 1, 0, 0, 0, 0, -1]));
    }

    [Theory]
    [InlineData(false, 8 + 8)]
    [InlineData(true, 8 + (2 * 8))]
    public void Both_streams_of_a_dueling_head_have_units_of_their_own(bool dueling, int units)
    {
        foreach (ValueDistribution distribution in new[] { ValueDistribution.Point, new ImplicitQuantileDistribution(4, 4, 4, 4) })
        {
            NetworkOptions options = new() { HiddenUnits = [8, 8], Dueling = dueling, Noisy = true, LayerNorm = true, Distribution = distribution };
            using QNetwork network = options.CreateNetwork(Variants.Row(2), 3, new Xoshiro256(1));
            Assert.Equal(units, network.FindUnits(new float[] { 1, 2, 3, 4 }).Sum(layer => layer.Count));
        }
    }

    [Fact]
    public void Networks_without_hidden_units_and_modules_of_ones_own_have_no_share()
    {
        using QNetwork linear = HandMadeNetworks.Linear([1, 2], [0, 0], 1);
        using OwnNetwork own = new(2, 3, () => TorchSharp.torch.nn.Linear(2, 3));

        Assert.Null(linear.ShareOfDormantUnits([1]));
        Assert.Null(own.ShareOfDormantUnits([1, 2]));
    }

    [Fact]
    public void Thresholds_and_states_are_checked()
    {
        using QNetwork network = HandMadeNetworks.Mlp(2, [4], 2, new Xoshiro256(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => network.ShareOfDormantUnits([1, 2], double.NaN));
        Assert.Throws<ArgumentException>(() => network.ShareOfDormantUnits([1, 2, 3]));
        Assert.Throws<ArgumentException>(() => network.ShareOfDormantUnits([]));
    }
}
