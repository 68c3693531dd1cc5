using DeepQ.Onnx.Evaluation.Kernels;

namespace DeepQ.Onnx.Tests.Evaluation.Kernels;

public sealed class MomentsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(16)]
    [InlineData(37)]
    public void They_are_the_mean_and_the_root_of_the_variance(int length)
    {
        float[] row = [.. Enumerable.Range(0, length).Select(i => (float)(i % 5) - 1)];
        double mean = row.Average(value => (double)value), variance = row.Average(value => (value - mean) * (value - mean));

        Moments moments = Moments.Of(row, 0.5f);

        Assert.Equal(mean, moments.Mean, 1e-6);
        Assert.Equal(1 / Math.Sqrt(variance + 0.5), moments.Factor, 1e-6);
    }

    [Fact]
    public void Values_that_are_close_to_each_other_and_far_from_zero_keep_their_digits()
    {
        // ±1/8 around 65536, which a float holds exactly.
        float[] row = [.. Enumerable.Range(0, 40).Select(i => 65536 + (i % 2 == 0 ? 0.125f : -0.125f))];

        Assert.Equal(new(65536, 8), Moments.Of(row, 0));
    }

    [Fact]
    public void Squares_may_be_beyond_the_range_of_a_float()
    {
        float[] row = [.. Enumerable.Range(0, 21).Select(i => i % 3 == 0 ? 2e30f : -1e30f)];

        Moments moments = Moments.Of(row, 1e-5f);

        Assert.Equal(0, moments.Mean / 1e30, 1e-6);
        Assert.Equal(1 / Math.Sqrt(2), moments.Factor * 1e30, 1e-6);
    }
}
