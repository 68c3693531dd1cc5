using DeepQ.Environments.Tabular;

namespace DeepQ.Environments.Tests.Registration;

public sealed class EnvironmentRegistryTests
{
    [Fact]
    public void Each_is_made_anew_under_its_own_name()
    {
        Assert.Contains("CartPole-v1", EnvironmentRegistry.Standard.Names);
        foreach (string name in EnvironmentRegistry.Standard.Names)
        {
            IEnvironment one = EnvironmentRegistry.Standard.Make(name);
            Assert.Equal(name, one.Name);
            Assert.NotSame(one, EnvironmentRegistry.Standard.Make(name));
        }
    }

    [Fact]
    public void Ones_own_is_added_to_another_registry()
    {
        EnvironmentRegistry own = EnvironmentRegistry.Standard.With("Grid", () => new GridWorld());

        Assert.IsType<GridWorld>(own.Make("Grid"));
        Assert.IsType<Taxi>(own.Make("Taxi-v3"));
        Assert.DoesNotContain("Grid", EnvironmentRegistry.Standard.Names);
    }

    [Fact]
    public void An_unknown_name_is_told_with_those_that_there_are() => Assert.StartsWith(
        "There is no environment 'CartPole'. There are Acrobot-v1, ",
        Assert.Throws<ArgumentException>(() => EnvironmentRegistry.Standard.Make("CartPole")).Message,
        StringComparison.Ordinal);
}
