using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tests.Support;

namespace DeepQ.Environments.Tests.ClassicControl;

public sealed class AcrobotTests
{
    // Runge-Kutta steps from (0.05, -0.03, 0.02, 0.08), computed with 60 decimal digits.
    private static readonly (int Action, double[] State)[] Trajectory =
    [
        (2, [0.034052138467080495, 0.027539970333267180, -0.174170250061987357, 0.482493235359602646]),
        (0, [0.010910271316544006, 0.085561234477493363, -0.051047895305682515, 0.084747591304004704]),
        (1, [0.001470345952740896, 0.093805510880497979, -0.041216312068073459, -0.005094053431002987]),
        (2, [-0.018135701293525466, 0.117276500562896117, -0.149961902833532861, 0.232381174439803830]),
        (2, [-0.055450956917590893, 0.181601175416378963, -0.213484194632737146, 0.393740552089107155]),
    ];

    private readonly Acrobot _environment = new();

    [Fact]
    public void Steps_follow_the_book_dynamics_to_fourteen_digits()
    {
        _environment.Load(0.05, -0.03, 0.02, 0.08, 0, 0);
        foreach ((int action, double[] expected) in Trajectory)
        {
            StepResult result = _environment.Act(action).Result;
            Assert.Equal(expected, _environment.Save()[..4], (a, b) => Math.Abs(a - b) < 1e-14);
            Assert.Equal(new StepResult(-1, Terminated: false, Truncated: false), result);
        }
    }

    [Fact]
    public void The_observation_is_cosine_and_sine_of_both_angles_and_both_velocities()
    {
        float[] observation = _environment.Load(0.5, -1.25, 2, -3, 0, 0);
        Assert.Equal(
            [0.87758256f, 0.47942554f, 0.31532236f, -0.94898462f, 2, -3],
            observation,
            (a, b) => Math.Abs(a - b) < 1e-7);
    }

    [Fact]
    public void The_start_is_uniform_in_a_tenth_and_rounded_to_single_precision()
    {
        _environment.Start(new ScriptedRandom(0, 0.25, 0.5, 0.75));
        Assert.Equal([-0.1f, -0.05f, 0f, 0.05f, 0, 0], _environment.Save());
    }

    [Fact]
    public void Upright_links_reach_the_goal_with_reward_zero()
    {
        _environment.Load(Math.PI, 0, 0, 0, 0, 0);
        Assert.Equal(new StepResult(0, Terminated: true, Truncated: false), _environment.Act(1).Result);
    }

    [Fact]
    public void An_angle_beyond_a_half_turn_wraps_to_the_other_side()
    {
        _environment.Load(3.1, 0, 1, 0, 0, 0);
        _environment.Act(1);
        Assert.InRange(_environment.Save()[0], 3.3 - 2 * Math.PI - 0.05, 3.3 - 2 * Math.PI + 0.05);
    }

    [Fact]
    public void Velocities_are_limited()
    {
        _environment.Load(0, 0, 40, -90, 0, 0);
        _environment.Act(1);
        Assert.Equal(4 * Math.PI, Math.Abs(_environment.Save()[2]));
        Assert.Equal(9 * Math.PI, Math.Abs(_environment.Save()[3]));
    }

    [Theory]
    [InlineData(498, false)]
    [InlineData(499, true)]
    public void It_truncates_at_step_500(int elapsed, bool truncated)
    {
        _environment.Load(0, 0, 0, 0, elapsed, 0);
        Assert.Equal(truncated, _environment.Act(1).Result.Truncated);
    }

    [Fact]
    public void The_picture_shows_the_links_and_the_height()
    {
        _environment.Load(0, 0, 0, 0, 0, 0);
        string[] lines = _environment.Render().Split('\n');
        Assert.Equal(new string('-', 41), lines[5]);
        Assert.Equal(new string(' ', 20) + "O", lines[10]);
        Assert.Equal(new string(' ', 20) + "+", lines[20]);
        Assert.Equal("height of the free end = -2.00 m", lines[21]);
    }
}
