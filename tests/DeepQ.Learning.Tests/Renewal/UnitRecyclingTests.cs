using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Optimizers;
using DeepQ.Learning.Renewal;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Renewal;

public sealed class UnitRecyclingTests
{
    private static readonly float[] States = [0.5f, -1, 2, 0.25f, 1, 1, -0.5f, 0.75f];

    // Two inputs, three units of which the second is off, two actions.
    [Fact]
    public void A_dormant_unit_reads_by_fresh_weights_and_is_read_by_zeros()
    {
        using QNetwork network = HandMadeNetworks.Mlp(2, [3], 2, new Xoshiro256(1));
        using QNetwork fresh = network.Fresh(new Xoshiro256(2))!;
        IReadOnlyList<DenseLayer> layers = HandMadeNetworks.Layers(network), drawn = HandMadeNetworks.Layers(fresh);
        HandMadeNetworks.Set(layers[0].Weight, [1, 1, 0, 0, 1, -1]);
        HandMadeNetworks.Set(layers[0].Bias, [5, -1, 5]);
        HandMadeNetworks.Set(layers[1].Weight, [1, 2, 3, 4, 5, 6]);

        IReadOnlyList<DrawnWeights> changed = UnitRecycling.Run(network, network.FindUnits(States), fresh, 0.025);

        float[] read = LayerWeights.Values(drawn[0].Weight);
        Assert.Equal([1, 1, read[2], read[3], 1, -1], LayerWeights.Values(layers[0].Weight));
        Assert.Equal([5, LayerWeights.Values(drawn[0].Bias)[1], 5], LayerWeights.Values(layers[0].Bias));
        Assert.Equal([1, 0, 3, 4, 0, 6], LayerWeights.Values(layers[1].Weight));
        Assert.Equal([0, 1, 2], changed.Select(weights => weights.Parameter));
        Assert.Equal([[2, 3], [1], [1, 4]], changed.Select(weights => weights.Places));
    }

    // The row of a unit that reads a dormant one is drawn first, and its weight of that one is zero then.
    [Fact]
    public void Between_two_dormant_units_there_is_nothing()
    {
        using QNetwork network = HandMadeNetworks.Mlp(2, [2, 2], 2, new Xoshiro256(1));
        using QNetwork fresh = network.Fresh(new Xoshiro256(2))!;
        IReadOnlyList<DenseLayer> layers = HandMadeNetworks.Layers(network), drawn = HandMadeNetworks.Layers(fresh);
        foreach (DenseLayer layer in layers.Take(2))
            HandMadeNetworks.Set(layer.Bias, [9, -99]);

        UnitRecycling.Run(network, network.FindUnits(States), fresh, 0);

        Assert.Equal([LayerWeights.Values(drawn[1].Weight)[2], 0], LayerWeights.Values(layers[1].Weight)[2..]);
        Assert.Equal(0, LayerWeights.Values(layers[1].Weight)[1]);
    }

    public static TheoryData<string> Networks => ["plain", "dueling", "C51", "QR-DQN", "IQN", "images"];

    // What is off in these states adds nothing to their values, before and after.
    [Theory]
    [MemberData(nameof(Networks))]
    public void Values_stay_what_they_were_where_units_were_off(string name)
    {
        NetworkOptions options = name == "images"
            ? new NetworkOptions { Convolutions = [new(5, 2), new(4, 1)], HiddenUnits = [6] }
            : Variants.Of(name, 6, 5) with { Activation = DeepQ.Onnx.Policies.PolicyActivation.ReLU };
        BoxSpace observations = name == "images" ? new([2, 2, 2], -1, 1) : Variants.Row(8);
        using QNetwork network = options.CreateNetwork(observations, 3, new Xoshiro256(1));
        foreach (HiddenUnits units in network.FindUnits(States))
            Silence(units, 1);
        float[] before = new float[3], after = new float[3];
        network.QValues(States, before);
        double? share = network.ShareOfDormantUnits(States, 0);
        Assert.True(share > 0);

        using QNetwork fresh = network.Fresh(new Xoshiro256(2))!;
        UnitRecycling.Run(network, network.FindUnits(States), fresh, 0);

        network.QValues(States, after);
        for (int i = 0; i < before.Length; i++)
            Assert.Equal(before[i], after[i], 1e-5f);
        // Most that were off are on again.
        Assert.True(network.ShareOfDormantUnits(States, 0) < share);
    }

    [Fact]
    public void Noise_and_gains_are_as_at_the_beginning()
    {
        NetworkOptions options = new() { HiddenUnits = [4, 4], Noisy = true, LayerNorm = true };
        using QNetwork network = options.CreateNetwork(Variants.Row(2), 3, new Xoshiro256(1));
        NormalizationLayer norm = network.modules().OfType<NormalizationLayer>().Last();
        NoisyDenseLayer reader = network.modules().OfType<NoisyDenseLayer>().Last();
        float scale = LayerWeights.Values(reader.WeightScale)[0];
        HandMadeNetworks.Set(norm.parameters().First(), [2, 2, 2, 2]);
        HandMadeNetworks.Set(norm.parameters().Last(), [1, -99, 1, 1]);
        HandMadeNetworks.Set(reader.WeightScale, [.. Enumerable.Repeat(7f, 12)]);

        using QNetwork fresh = network.Fresh(new Xoshiro256(2))!;
        UnitRecycling.Run(network, network.FindUnits(new float[] { 1, 2 }), fresh, 0);

        // The unit beside it that is off, or not, does not matter here.
        Assert.Equal((1, 0), (LayerWeights.Values(norm.parameters().First())[1], LayerWeights.Values(norm.parameters().Last())[1]));
        Assert.Equal(scale, LayerWeights.Values(reader.WeightScale)[1]);
        Assert.Equal(0, LayerWeights.Values(reader.Weight)[1]);
    }

    // A bias far below everything keeps a unit off.
    private static void Silence(HiddenUnits units, int unit)
    {
        TorchSharp.Modules.Parameter bias = units.Incoming.First(parameter => parameter.dim() == 1);
        float[] biases = LayerWeights.Values(bias);
        biases[unit] = -99;
        HandMadeNetworks.Set(bias, biases);
    }
}
