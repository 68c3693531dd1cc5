using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Tests.Support;
using DeepQ.Onnx.Policies;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Networks.Layers;

public sealed class NoisyDenseLayerTests
{
    [Fact]
    public void Noise_is_the_product_of_what_is_drawn_for_inputs_and_outputs()
    {
        using NoisyDenseLayer layer = HandMade();
        float[] noise = Noise(layer, 4);
        (float in0, float in1, float out0, float out1) = (noise[0], noise[1], noise[2], noise[3]);

        // Means (1 2; 3 4) and (10, 20), scales (0.1 0.2; 0.3 0.4) and (0.5, 0.6), x = (5, 7).
        using Tensor output = layer.forward(tensor(new float[] { 5, 7 }, [1, 2]));
        float[] values = output.data<float>().ToArray();
        Assert.Equal(29 + (out0 * ((0.1f * in0 * 5) + (0.2f * in1 * 7) + 0.5f)), values[0], 1e-4f);
        Assert.Equal(63 + (out1 * ((0.3f * in0 * 5) + (0.4f * in1 * 7) + 0.6f)), values[1], 1e-4f);
    }

    [Fact]
    public void In_evaluation_and_in_export_the_means_alone_count()
    {
        using NoisyDenseLayer layer = HandMade();
        layer.ResampleNoise(new Xoshiro256(1));
        layer.eval();
        using Tensor output = layer.forward(tensor(new float[] { 5, 7 }, [1, 2]));
        Assert.Equal([29, 63], output.data<float>().ToArray());
        LinearLayer exported = Assert.IsType<LinearLayer>(Assert.Single(layer.ToLayers()));
        Assert.Equal([1, 2, 3, 4], exported.Weight.ToArray());
        Assert.Equal([10, 20], exported.Bias.ToArray());
    }

    [Fact]
    public void One_generator_gives_one_noise_and_each_draw_another()
    {
        using NoisyDenseLayer layer = HandMade();
        Xoshiro256 random = new(5);
        float[] first = Output(random);
        float[] second = Output(random);
        Assert.NotEqual(first, second);
        Assert.Equal(first, Output(new Xoshiro256(5)));

        float[] Output(Random generator)
        {
            layer.ResampleNoise(generator);
            using Tensor output = layer.forward(tensor(new float[] { 5, 7 }, [1, 2]));
            return output.data<float>().ToArray();
        }
    }

    [Fact]
    public void Noise_has_the_moments_of_the_signed_root_of_a_Gaussian()
    {
        using NoisyDenseLayer layer = new(20_000, 1, 0.5, new Xoshiro256(1));
        layer.ResampleNoise(new Xoshiro256(2));
        Tensor buffer = layer.named_buffers().Single(entry => entry.name == "inputNoise").buffer;
        float[] noise = buffer.data<float>().ToArray();
        // f(x)² = |x|, whose mean is √(2/π) = 0.7979 and whose deviation 0.603; six deviations of means of 20,000.
        Assert.Equal(0, noise.Average(), 0.038f);
        Assert.Equal(0.7979f, noise.Average(value => value * value), 0.026f);
    }

    [Fact]
    public void Scales_start_at_the_initial_scale_over_the_root_of_the_inputs()
    {
        using NoisyDenseLayer layer = new(16, 3, 0.5, new Xoshiro256(1));
        Assert.All(layer.WeightScale.data<float>().ToArray(), scale => Assert.Equal(0.125f, scale));
        Assert.All(layer.BiasScale.data<float>().ToArray(), scale => Assert.Equal(0.125f, scale));
        Assert.All(layer.Weight.data<float>().ToArray(), mean => Assert.InRange(mean, -0.25f, 0.25f));
    }

    private static NoisyDenseLayer HandMade()
    {
        NoisyDenseLayer layer = new(2, 2, 0.5, new Xoshiro256(0));
        HandMadeNetworks.Set(layer.Weight, [1, 2, 3, 4]);
        HandMadeNetworks.Set(layer.Bias, [10, 20]);
        HandMadeNetworks.Set(layer.WeightScale, [0.1f, 0.2f, 0.3f, 0.4f]);
        HandMadeNetworks.Set(layer.BiasScale, [0.5f, 0.6f]);
        return layer;
    }

    private static float[] Noise(NoisyDenseLayer layer, ulong seed)
    {
        layer.ResampleNoise(new Xoshiro256(seed));
        return [.. layer.named_buffers().SelectMany(buffer => buffer.buffer.data<float>().ToArray())];
    }
}
