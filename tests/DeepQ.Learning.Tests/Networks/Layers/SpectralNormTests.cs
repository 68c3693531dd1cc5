using DeepQ.Learning.Fused;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Learning.Updates;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Networks.Layers;

public sealed class SpectralNormTests
{
    // ((3, 0), (4, 5)) stretches by √45 at most: W Wᵀ = ((9, 12), (12, 41)) has the eigenvalues 45 and 5.
    [Fact]
    public void Weights_are_divided_by_the_greatest_factor_that_they_stretch_by()
    {
        using DenseLayer layer = new(2, 2, new Xoshiro256(1), isSpectral: true);
        HandMadeNetworks.Set(layer.Weight, [3, 0, 4, 5]);
        HandMadeNetworks.Set(layer.Bias, [1, -1]);
        SpectralNorm.Settle(layer.Weight, layer.Direction!);

        using Tensor input = tensor(new float[] { 1, 2 }, [1, 2]);
        using Tensor output = layer.forward(input);
        double factor = Math.Sqrt(45);
        Assert.Equal((3 / factor) + 1, output.data<float>()[0], 1e-5);
        Assert.Equal((14 / factor) - 1, output.data<float>()[1], 1e-5);

        LinearLayer file = Assert.IsType<LinearLayer>(Assert.Single(layer.ToLayers()));
        double[] expected = [3 / factor, 0, 4 / factor, 5 / factor];
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], file.Weight.Span[i], 1e-5);
    }

    [Trait("Category", "Slow")]
    [Theory]
    [InlineData(UpdatePath.Fused)]
    [InlineData(UpdatePath.TorchSharp)]
    public void The_direction_follows_the_weights_while_they_are_learned(UpdatePath path)
    {
        DqnOptions options = new()
        {
            BatchSize = 16,
            LearningRate = 1e-3,
            DoubleQ = false,
            UpdatePath = path,
            Network = new() { HiddenUnits = [12, 20], SpectralNorm = SpectralNormalization.Hidden },
        };
        using DqnLearner learner = NetworkPair.CreateLearner(
            options.Network.CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1)), options.ToLearner(), new Xoshiro256(1));
        TransitionBatch batch = Batches.Random(16, 3, 4);
        float[] before = LayerWeights.Values(HandMadeNetworks.Layers(learner.Network)[1].Weight);
        for (int i = 0; i < 200; i++)
            learner.Update(batch);

        // The first layer reads the observation, and the last one is the head.
        DenseLayer[] layers = [.. HandMadeNetworks.Layers(learner.Network)];
        Assert.Equal([false, true, false], layers.Select(layer => layer.Direction is not null));
        Assert.NotEqual(before, LayerWeights.Values(layers[1].Weight));
        LinearLayer file = (LinearLayer)layers[1].ToLayers()[0];
        using Tensor weights = tensor(file.Weight.ToArray(), [20, 12]);
        using Tensor factors = linalg.svdvals(weights);
        Assert.Equal(1, factors.data<float>()[0], 2e-3);
    }

    [Fact]
    public void Hidden_layers_with_noise_are_refused()
    {
        DqnOptions options = new() { Network = new() { Noisy = true, SpectralNorm = SpectralNormalization.Hidden } };
        Assert.Contains(
            "SpectralNorm must be None or Convolutions with Noisy",
            Assert.Throws<ArgumentException>(options.Validate).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_has_quotients_that_no_training_goes_on_from()
    {
        using QNetwork network = new NetworkOptions { SpectralNorm = SpectralNormalization.Hidden }
            .CreateNetwork(Variants.Row(3), 4, new Xoshiro256(1));
        Assert.Empty(network.ExportedWeights);
    }
}
