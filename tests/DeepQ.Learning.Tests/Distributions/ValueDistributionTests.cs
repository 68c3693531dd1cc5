using DeepQ.Learning.Distributions;

namespace DeepQ.Learning.Tests.Distributions;

public sealed class ValueDistributionTests
{
    [Fact]
    public void Each_has_the_name_of_its_algorithm() => Assert.Equal(
        ["DQN", "C51", "HL-Gauss", "QR-DQN", "IQN", "Bootstrapped DQN", "REM"],
        new[]
        {
            ValueDistribution.Point, new CategoricalDistribution(), new HLGaussDistribution(), new QuantileDistribution(),
            new ImplicitQuantileDistribution(), new BootstrappedEnsemble(), new RandomEnsembleMixture(),
        }.Select(distribution => distribution.Algorithm));

    [Fact]
    public void A_file_with_the_distribution_lacks_nothing_and_one_of_means_says_so()
    {
        Assert.Null(new QuantileDistribution().LostByExport(isInFile: true));
        Assert.Null(new RandomEnsembleMixture().LostByExport(isInFile: true));
        Assert.Null(new CategoricalDistribution().LostByExport(isInFile: false));
        Assert.Equal(
            "quantiles keeps only their means, unless Outputs asks for its Distribution",
            new QuantileDistribution().LostByExport(isInFile: false));
        Assert.Equal(
            "an ensemble keeps only the mean of its heads, unless Outputs asks for its Distribution",
            new RandomEnsembleMixture().LostByExport(isInFile: false));
    }
}
