using DeepQ.Learning.Exploration;

namespace DeepQ.Learning.Tests.Exploration;

public sealed class EnvironmentEpsilonTests
{
    [Theory]
    [InlineData(0, 0.4)]
    [InlineData(1, 0.016190860)]
    [InlineData(2, 0.00065536)]
    public void Epsilon_falls_from_the_first_environment_to_the_last(int environment, double epsilon) =>
        Assert.Equal(epsilon, EnvironmentEpsilon.Of(0.4, environment, 3, spread: 7), 8);

    [Fact]
    public void Without_a_spread_all_environments_are_alike() =>
        Assert.Equal(0.4, EnvironmentEpsilon.Of(0.4, 2, 3, spread: 0));

    [Fact]
    public void An_environment_on_its_own_has_epsilon_itself() =>
        Assert.Equal(0.4, EnvironmentEpsilon.Of(0.4, 0, 1, spread: 7));
}
