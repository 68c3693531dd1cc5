using DeepQ.Environments.Tabular;
using DeepQ.Environments.Tests.Support;

namespace DeepQ.Environments.Tests.Tabular;

public sealed class GridWorldTests
{
    [Fact]
    public void The_values_are_those_of_the_distance_to_the_goal()
    {
        // Distances to the goal: 4 3 2 / 3 2 1 / 2 1 0.
        double[] values = Planning.OptimalValues(new GridWorld(), gamma: 0.9, steps: 50);
        double[] expected = [-3.439, -2.71, -1.9, -2.71, -1.9, -1, -1.9, -1, 0];
        Assert.Equal(expected, values, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void A_wall_must_be_walked_around()
    {
        GridWorld environment = new(["S#G", "..."]);
        Assert.Equal([new(1, 0, -1, false)], environment.GetTransitions(0, 2));
        Assert.Equal(-4, Planning.OptimalValues(environment, gamma: 1, steps: 50)[0]);
    }

    [Fact]
    public void Reaching_the_goal_terminates()
    {
        GridWorld environment = new(["SG"]);
        environment.Start();
        Assert.Equal(new StepResult(-1, Terminated: true, Truncated: false), environment.Act(2).Result);
        Assert.Equal("S@", environment.Render());
    }
}
