using DeepQ.Environments.Tabular;
using DeepQ.Environments.Tests.Support;

namespace DeepQ.Environments.Tests.Tabular;

public sealed class CliffWalkingTests
{
    private const int Up = 0;
    private const int Right = 1;
    private const int Down = 2;
    private const int Left = 3;

    [Fact]
    public void The_path_along_the_edge_has_the_return_of_minus_13()
    {
        CliffWalking environment = new();
        environment.Start();
        double total = 0;
        foreach (int action in (int[])[Up, .. Enumerable.Repeat(Right, 11), Down])
        {
            StepResult result = environment.Act(action).Result;
            total += result.Reward;
            Assert.Equal(environment.State == 47, result.Terminated);
        }

        Assert.Equal((47, -13), (environment.State, total));
        Assert.Equal(-13, Planning.OptimalValues(environment, gamma: 1, steps: 100)[36]);
    }

    [Fact]
    public void A_step_into_the_cliff_costs_100_and_leads_to_the_start()
    {
        CliffWalking environment = new();
        Assert.Equal([new(1, 36, -100, false)], environment.GetTransitions(36, Right));
        Assert.Equal([new(1, 36, -100, false)], environment.GetTransitions(30, Down));
        Assert.Equal([new(1, 36, -1, false)], environment.GetTransitions(36, Left));
    }

    [Fact]
    public void Slippery_ground_goes_to_each_side_with_a_third()
    {
        // Down from 35 slips right (stays) and left to 34, or reaches the goal.
        Assert.Equal(
            [new(1.0 / 3, 35, -1, false), new(1.0 / 3, 47, -1, true), new(1.0 / 3, 34, -1, false)],
            new CliffWalking(isSlippery: true).GetTransitions(35, Down));
    }

    [Fact]
    public void It_has_no_limit_of_steps_unless_one_is_given()
    {
        CliffWalking endless = new();
        endless.Load(36, 1_000_000, 0);
        Assert.False(endless.Act(Left).Result.Done);

        CliffWalking limited = new(maxSteps: 1);
        limited.Start();
        Assert.True(limited.Act(Left).Result.Truncated);
    }

    [Fact]
    public void The_picture_shows_the_agent_the_cliff_and_the_goal()
    {
        CliffWalking environment = new();
        environment.Start();
        Assert.Equal("............\n............\n............\n@CCCCCCCCCCG", environment.Render());
    }
}
