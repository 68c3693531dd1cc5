using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Tests.Support;
using static TorchSharp.torch;

namespace DeepQ.Learning.Tests.Networks.Layers;

public sealed class NetworkLayerTests
{
    [Fact]
    public void Normalization_takes_the_mean_away_and_divides_by_the_deviation()
    {
        // (1, 3, 5, 7): mean 4, variance 5.
        using NormalizationLayer layer = new(4);
        using Tensor output = layer.forward(tensor(new float[] { 1, 3, 5, 7 }, [1, 4]));
        float[] values = output.data<float>().ToArray();
        float[] expected = [-1.341641f, -0.447214f, 0.447214f, 1.341641f];
        for (int i = 0; i < 4; i++)
            Assert.Equal(expected[i], values[i], 1e-5f);
    }

    [Fact]
    public void A_convolution_slides_its_kernel_over_the_padded_image()
    {
        // Kernel (1 2; 3 4) over (1 2; 3 4), padded by one, stride two: the corners see 4·1, 3·2, 2·3 and 1·4.
        using ConvolutionLayer layer = new(1, new ConvolutionShape(1, 2, 2, 1), new Xoshiro256(0));
        HandMadeNetworks.Set(layer.Weight, [1, 2, 3, 4]);
        HandMadeNetworks.Set(layer.Bias, [0.5f]);
        using Tensor output = layer.forward(tensor(new float[] { 1, 2, 3, 4 }, [1, 1, 2, 2]));
        Assert.Equal([4.5f, 6.5f, 6.5f, 4.5f], output.data<float>().ToArray());
    }

    [Fact]
    public void The_weights_of_a_convolution_are_uniform_within_one_over_the_root_of_what_a_kernel_sees()
    {
        using ConvolutionLayer layer = new(4, new ConvolutionShape(200, 2), new Xoshiro256(1));
        float[] weights = layer.Weight.data<float>().ToArray();
        Assert.All(weights, weight => Assert.InRange(weight, -0.25f, 0.25f));
        // The variance of that distribution is 0.25² / 3 = 0.02083; six deviations of its estimate are 0.002.
        Assert.InRange(weights.Average(weight => weight * weight), 0.0188, 0.0228);
    }

    [Fact]
    public void A_dueling_head_takes_the_mean_advantage_away()
    {
        // Value 10 x; advantages x, 2x, 6x with mean 3x: Q = 8x, 9x, 13x.
        using DuelingHead head = new(Linear([10]), Linear([1, 2, 6]), 1);
        using Tensor output = head.forward(tensor(new float[] { 1, -2 }, [2, 1]));
        Assert.Equal([8, 9, 13, -16, -18, -26], output.data<float>().ToArray());
    }

    [Fact]
    public void A_dueling_head_joins_each_value_of_an_action_on_its_own()
    {
        // Values (10, 20); advantages (1, 2) and (3, 8) with means (2, 5).
        using DuelingHead head = new(Linear([10, 20]), Linear([1, 2, 3, 8]), 2);
        using Tensor output = head.forward(tensor(new float[] { 1 }, [1, 1]));
        Assert.Equal([9, 17, 11, 23], output.data<float>().ToArray());
    }

    private static DenseLayer Linear(float[] weights)
    {
        DenseLayer layer = new(1, weights.Length, new Xoshiro256(0));
        HandMadeNetworks.Set(layer.Weight, weights);
        HandMadeNetworks.Set(layer.Bias, new float[weights.Length]);
        return layer;
    }

    // One image, a kernel of one point or double precision: what torch would offer to NNPACK goes another way.
    [Theory]
    [InlineData(1, 3, 1, 0, ScalarType.Float32)]
    [InlineData(1, 3, 2, 1, ScalarType.Float32)]
    [InlineData(3, 1, 1, 0, ScalarType.Float32)]
    [InlineData(3, 3, 1, 1, ScalarType.Float64)]
    public void Convolutions_that_oneDNN_leaves_have_the_values_of_torch(
        int batch, int kernel, int stride, int padding, ScalarType type)
    {
        using ConvolutionLayer layer = new(4, new ConvolutionShape(16, kernel, stride, padding), new Xoshiro256(1));
        layer.to(type);
        using Tensor input = linspace(-1, 1, batch * 4 * 36, type).view(batch, 4, 6, 6);
        using Tensor output = layer.forward(input);
        using Tensor expected = nn.functional.conv2d(
            input, layer.Weight, layer.Bias, strides: [stride, stride], padding: [padding, padding]);
        Assert.Equal(expected.shape, output.shape);
        Assert.InRange((output - expected).abs().max().to(ScalarType.Float64).item<double>(), 0, 1e-6);
    }
}
