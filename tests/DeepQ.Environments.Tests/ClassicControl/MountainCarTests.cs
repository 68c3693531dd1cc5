using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tests.Support;

namespace DeepQ.Environments.Tests.ClassicControl;

public sealed class MountainCarTests
{
    // Steps from rest at -0.5, computed with 60 decimal digits.
    private static readonly (int Action, double[] State)[] Trajectory =
    [
        (2, [-0.499176843004169257, 0.000823156995830743]),
        (2, [-0.497536686679353233, 0.001640156324816024]),
        (0, [-0.497091796932347371, 0.000444889747005862]),
        (1, [-0.496845500067847429, 0.000246296864499942]),
        (0, [-0.497799637420493358, -0.000954137352645930]),
        (2, [-0.497947075184676746, -0.000147437764183388]),
    ];

    private readonly MountainCar _environment = new();

    [Fact]
    public void Steps_follow_the_dynamics_to_fifteen_digits()
    {
        _environment.Load(-0.5, 0, 0, 0);
        foreach ((int action, double[] expected) in Trajectory)
        {
            StepResult result = _environment.Act(action).Result;
            Assert.Equal(expected, _environment.Save()[..2], (a, b) => Math.Abs(a - b) < 1e-15);
            Assert.Equal(new StepResult(-1, Terminated: false, Truncated: false), result);
        }
    }

    [Fact]
    public void The_start_position_is_uniform_from_minus_0_6_to_minus_0_4_at_rest()
    {
        Assert.Equal([-0.55f, 0], _environment.Start(new ScriptedRandom(0.25)));
        Assert.Equal([-0.6f, 0], _environment.Start(new ScriptedRandom(0)));
    }

    [Fact]
    public void The_left_wall_stops_the_car()
    {
        _environment.Load(-1.19, -0.05, 0, 0);
        Assert.Equal([-1.2f, 0], _environment.Act(0).Observation);
    }

    [Fact]
    public void The_speed_is_limited_and_the_goal_terminates()
    {
        _environment.Load(0.45, 0.07, 0, 0);
        (StepResult result, float[] observation) = _environment.Act(2);
        Assert.Equal([0.52f, 0.07f], observation);
        Assert.Equal(new StepResult(-1, Terminated: true, Truncated: false), result);
    }

    [Theory]
    [InlineData(198, false)]
    [InlineData(199, true)]
    public void It_truncates_at_step_200(int elapsed, bool truncated)
    {
        _environment.Load(-0.5, 0, elapsed, 0);
        Assert.Equal(truncated, _environment.Act(1).Result.Truncated);
    }

    [Fact]
    public void Pushing_with_the_motion_reaches_the_goal_where_pushing_right_does_not()
    {
        Assert.InRange(StepsToGoal(velocity => velocity < 0 ? 0 : 2) ?? 0, 100, 130);
        Assert.Null(StepsToGoal(_ => 2));
    }

    [Fact]
    public void The_picture_shows_car_and_flag_on_the_hill()
    {
        _environment.Load(-0.5, 0, 0, 0);
        string picture = _environment.Render();
        Assert.Contains("o", picture.Split('\n')[9], StringComparison.Ordinal);
        Assert.Contains("F", picture, StringComparison.Ordinal);
        Assert.EndsWith("position = -0.500, velocity = 0.0000", picture, StringComparison.Ordinal);
    }

    private int? StepsToGoal(Func<double, int> policy)
    {
        _environment.Load(-0.5, 0, 0, 0);
        for (int step = 1; ; step++)
        {
            StepResult result = _environment.Act(policy(_environment.Save()[1])).Result;
            if (result.Done)
                return result.Terminated ? step : null;
        }
    }
}
