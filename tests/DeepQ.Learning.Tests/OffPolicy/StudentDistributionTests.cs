using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Tests.OffPolicy;

public sealed class StudentDistributionTests
{
    // From printed tables.
    [Theory]
    [InlineData(1, 12.7062)]
    [InlineData(2, 4.3027)]
    [InlineData(3, 3.1824)]
    [InlineData(9, 2.2622)]
    [InlineData(10, 2.2281)]
    [InlineData(39, 2.0227)]
    [InlineData(1_000, 1.9623)]
    public void The_central_95_percent_lie_within_the_tabulated_quantile(int degrees, double quantile) =>
        Assert.Equal(quantile, StudentDistribution.CentralQuantile(0.95, degrees), 4);

    [Fact]
    public void With_one_degree_it_is_the_distribution_of_Cauchy() =>
        // P(|T| ≤ 1) = 2 atan(1) / π = ½.
        Assert.Equal(1, StudentDistribution.CentralQuantile(0.5, 1), 12);
}
