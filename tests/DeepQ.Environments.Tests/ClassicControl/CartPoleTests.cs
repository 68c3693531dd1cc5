using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tests.Support;
using DeepQ.Tests;

namespace DeepQ.Environments.Tests.ClassicControl;

public sealed class CartPoleTests
{
    // Euler steps from (0.01, -0.02, 0.03, 0.04), computed with 60 decimal digits.
    private static readonly (int Action, double[] State)[] Trajectory =
    [
        (1, [0.009600000000000000, 0.174679195747555239, 0.030800000000000000, -0.243068717960008155]),
        (1, [0.013093583914951105, 0.369347976057955588, 0.025938625640799837, -0.525879628050148332]),
        (0, [0.020480543436110217, 0.173870812604815949, 0.015421033079796870, -0.225137416092374711]),
        (1, [0.023957959688206536, 0.368769010174761732, 0.010918284757949376, -0.512916347802658773]),
        (0, [0.031333339891701770, 0.173494992750684622, 0.000659957801896201, -0.216812868356962032]),
        (0, [0.034803239746715463, -0.021636386741578438, -0.003676299565243040, 0.076078164719837646]),
    ];

    // The first four draws of NumPy's generator with the seed 42.
    private static readonly double[] NumPyDraws =
        [0.7739560485559633, 0.4388784397520523, 0.8585979199113825, 0.6973680290593639];

    private readonly CartPole _environment = new();

    [Fact]
    public void Steps_follow_the_dynamics_to_fifteen_digits()
    {
        _environment.Load(0.01, -0.02, 0.03, 0.04, 0, 0);
        foreach ((int action, double[] expected) in Trajectory)
        {
            _environment.Act(action);
            Assert.Equal(expected, _environment.Save()[..4], (a, b) => Math.Abs(a - b) < 1e-15);
        }
    }

    [Fact]
    public void The_start_that_Gymnasium_documents_for_the_seed_42_comes_from_the_same_draws()
    {
        float[] observation = _environment.Start(new ScriptedRandom(NumPyDraws));
        Assert.Equal([0.0273956f, -0.00611216f, 0.03585979f, 0.0197368f], observation, Near);
    }

    [Theory]
    [InlineData(0, 0.02727336f, -0.20172954f, 0.03625453f, 0.32351476f)]
    [InlineData(1, 0.02727336f, 0.18847767f, 0.03625453f, -0.26141977f)]
    public void The_step_that_Gymnasium_documents_after_it_comes_out(
        int action, float position, float velocity, float angle, float angularVelocity)
    {
        _environment.Start(new ScriptedRandom(NumPyDraws));
        (StepResult result, float[] observation) = _environment.Act(action);
        Assert.Equal([position, velocity, angle, angularVelocity], observation, Near);
        Assert.Equal(new StepResult(1, Terminated: false, Truncated: false), result);
    }

    [Fact]
    public void The_start_is_uniform_in_a_twentieth_value_by_value_in_order()
    {
        ScriptedRandom random = new(0, 0.25, 0.5, 0.75);
        _environment.Start(random);
        Assert.Equal([-0.05, -0.025, 0, 0.025, 0, 0], _environment.Save(), (a, b) => Math.Abs(a - b) < 1e-17);
        Assert.Equal(0, random.Left);
    }

    [Theory]
    [InlineData(2.39, 0.6, 0, true)]
    [InlineData(2.39, 0.4, 0, false)]
    [InlineData(-2.39, -0.6, 0, true)]
    [InlineData(0, 0, 0.2094, false)]
    [InlineData(0, 0, 0.2095, true)]
    [InlineData(0, 0, -0.2095, true)]
    public void It_terminates_beyond_2_4_metres_and_twelve_degrees(
        double position, double velocity, double angle, bool terminated)
    {
        _environment.Load(position, velocity, angle, 0, 0, 0);
        StepResult result = _environment.Act(1).Result;
        Assert.Equal(new StepResult(1, terminated, Truncated: false), result);
    }

    [Theory]
    [InlineData(498, false)]
    [InlineData(499, true)]
    public void It_truncates_at_step_500(int elapsed, bool truncated)
    {
        _environment.Load(0, 0, 0, 0, elapsed, 0);
        Assert.Equal(new StepResult(1, Terminated: false, truncated), _environment.Act(0).Result);
    }

    [Fact]
    public void The_last_step_may_both_terminate_and_truncate_as_in_Gymnasium()
    {
        _environment.Load(2.5, 0, 0, 0, 499, 0);
        Assert.Equal(new StepResult(1, Terminated: true, Truncated: true), _environment.Act(0).Result);
    }

    [Fact]
    public void Spaces_are_those_of_Gymnasium()
    {
        Assert.Equal(["left", "right"], _environment.ActionSpace.Names);
        Assert.Equal([4], _environment.ObservationSpace.Shape);
        Assert.Equal(
            [4.8f, float.PositiveInfinity, 0.41887903f, float.PositiveInfinity], _environment.ObservationSpace.High);
        Assert.Equal(
            [-4.8f, float.NegativeInfinity, -0.41887903f, float.NegativeInfinity], _environment.ObservationSpace.Low);
    }

    [Fact]
    public void Stepping_allocates_nothing()
    {
        Xoshiro256 random = new(1);
        float[] observation = new float[4];
        Play(100);
        Assert.Equal(0, Allocation.Least(() => Play(10_000)));

        void Play(int steps)
        {
            _environment.Reset(random, observation);
            for (int i = 0; i < steps; i++)
            {
                if (_environment.Step(random.Next(2), random, observation).Done)
                    _environment.Reset(random, observation);
            }
        }
    }

    [Fact]
    public void The_picture_shows_cart_and_pole()
    {
        _environment.Load(0, 0, 0.1, 0, 0, 0);
        string[] lines = _environment.Render().Split('\n');
        Assert.Equal(new string(' ', 24) + "/", lines[0]);
        Assert.Equal($"{new string('-', 24)}#{new string('-', 24)}", lines[1]);
        Assert.Equal("x = 0.000 m, angle = 5.73°", lines[2]);
    }

    private static bool Near(float a, float b) => Math.Abs(a - b) < 5e-9;
}
