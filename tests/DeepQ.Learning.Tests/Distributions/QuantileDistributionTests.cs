using DeepQ.Learning.Distributions;
using DeepQ.Onnx.Policies;

namespace DeepQ.Learning.Tests.Distributions;

public sealed class QuantileDistributionTests
{
    [Fact]
    public void Fractions_are_the_middles_of_equal_parts() =>
        Assert.Equal([0.125f, 0.375f, 0.625f, 0.875f], QuantileDistribution.Midpoints(4));

    [Theory]
    [InlineData(1, null)]
    [InlineData(0, "needs at least one quantile")]
    [InlineData(-1, "needs at least one quantile")]
    public void It_needs_a_quantile(int count, string? problem) =>
        Assert.Equal(problem, new QuantileDistribution(count).Problem);

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void There_are_no_middles_of_no_parts(int count) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QuantileDistribution.Midpoints(count));

    [Fact]
    public void An_exported_mean_is_that_of_the_last_layer()
    {
        ActivationLayer first = new(PolicyActivation.ReLU);
        IReadOnlyList<PolicyLayer> layers = new QuantileDistribution(2).ToMeans([first, new LinearLayer(new float[] { 1, 3 }, new float[] { 0, 4 })]);
        Assert.Equal(2, layers.Count);
        Assert.Equal(first, layers[0]);
        LinearLayer last = Assert.IsType<LinearLayer>(layers[1]);
        Assert.Equal([2], last.Weight.ToArray());
        Assert.Equal([2], last.Bias.ToArray());
    }
}
