using DeepQ.Learning.Distributions;

namespace DeepQ.Learning.Tests.Distributions;

public sealed class QuantileDistributionTests
{
    [Fact]
    public void Fractions_are_the_middles_of_equal_parts() =>
        Assert.Equal([0.125f, 0.375f, 0.625f, 0.875f], QuantileDistribution.Midpoints(4));
}
