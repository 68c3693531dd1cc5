using DeepQ.Environments.Tabular;

namespace DeepQ.Environments.Tests.Tabular;

public sealed class ValueIterationTests
{
    // In state 0, "wait" pays 1 and stays, "leave" pays 5 and ends.
    private static readonly TabularEnvironment Waiting = new("Waiting", new DiscreteSpace("wait", "leave"), [1, 0], (state, action) =>
        [new TabularTransition(1, action == 0 ? 0 : 1, action == 0 ? 1 : 5, Terminated: action == 1)]);

    [Theory]
    [InlineData(0.5, 3.5, 5)]
    [InlineData(0.9, 10, 5)]
    [InlineData(0, 1, 5)]
    public void The_optimum_is_what_is_known(double gamma, double wait, double leave)
    {
        double[,] q = ValueIteration.Solve(Waiting, gamma);

        Assert.Equal(wait, q[0, 0], 1e-9);
        Assert.Equal(leave, q[0, 1], 1e-9);
    }

    [Fact]
    public void A_policy_has_the_values_of_what_it_does()
    {
        Assert.Equal(1 / (1 - 0.9), ValueIteration.Evaluate(Waiting, [0, 0], 0.9)[0], 1e-8);
        Assert.Equal(5, ValueIteration.Evaluate(Waiting, [1, 0], 0.9)[0], 1e-12);
        // The shortest way of FrozenLake without slipping is six steps long.
        FrozenLake lake = new(isSlippery: false);
        double[,] q = ValueIteration.Solve(lake, 0.99);
        int[] best = [.. Enumerable.Range(0, lake.StateCount).Select(state => Enumerable.Range(0, 4).MaxBy(a => q[state, a]))];
        Assert.Equal(Math.Pow(0.99, 5), ValueIteration.Evaluate(lake, best, 0.99)[0], 1e-9);
    }

    [Fact]
    public void What_never_settles_is_told() => Assert.StartsWith(
        "The values of Waiting did not converge",
        Assert.Throws<InvalidOperationException>(() => ValueIteration.Solve(Waiting, 1)).Message,
        StringComparison.Ordinal);

    [Fact]
    public void Bad_arguments_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ValueIteration.Solve(Waiting, 1.1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ValueIteration.Solve(Waiting, double.NaN));
        Assert.Throws<ArgumentException>(() => ValueIteration.Evaluate(Waiting, [0], 0.9));
    }

    [Fact]
    public void States_that_no_episode_can_be_in_are_left_out()
    {
        Assert.Equal([0], Waiting.FindReachableStates());
        // Of 16 cells four are holes and one is the goal.
        Assert.Equal(11, new FrozenLake().FindReachableStates().Count);
        Assert.Equal(400, new Taxi().FindReachableStates().Count);
    }
}
