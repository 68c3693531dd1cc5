using DeepQ.Learning.Distributions;

namespace DeepQ.Learning.Tests.Distributions;

public sealed class ImplicitQuantileDistributionTests
{
    [Theory]
    [InlineData(1, 1, 1, 1, true)]
    [InlineData(0, 1, 1, 1, false)]
    [InlineData(1, 0, 1, 1, false)]
    [InlineData(1, 1, 0, 1, false)]
    [InlineData(1, 1, 1, 0, false)]
    [InlineData(-1, 1, 1, 1, false)]
    public void It_needs_at_least_one_of_each(int samples, int targets, int acting, int cosines, bool fits) => Assert.Equal(
        fits ? null : "needs at least one of each kind of sample and one cosine",
        new ImplicitQuantileDistribution(samples, targets, acting, cosines).Problem);

    [Fact]
    public void Its_only_output_has_all_of_the_gradient()
    {
        float[] gradient = [1];
        new ImplicitQuantileDistribution().AddMeanGradient([5], mean: 5, gradientOfMean: 2, gradient);
        Assert.Equal([3], gradient);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_file_lacks_the_weights_of_the_fractions(bool isInFile) => Assert.Equal(
        "implicit quantiles keeps the values at its fractions, not the weights for them",
        new ImplicitQuantileDistribution().LostByExport(isInFile));
}
