using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Environments.Tests.Wrappers;

/// <summary>What wrappers make of observations, and whether it can be told.</summary>
public sealed class RawObservationsTests
{
    [Fact]
    public void Statistics_are_the_shift_and_the_factor_that_the_wrapper_applies()
    {
        NormalizeObservation environment = Played(new CartPole());
        RawObservations raw = RawObservations.Of(environment);
        Assert.Same(environment.Inner.ObservationSpace, raw.Space);
        Assert.Null(raw.Problem);

        float[] values = [0.5f, -1, 0.1f, 2];
        float[] expected = [.. values];
        environment.Statistics.Normalize(expected);
        Assert.Equal(
            expected,
            values.Select((value, i) => (value - raw.Offset[i]) * raw.Factor[i]),
            (a, b) => Math.Abs(a - b) < 1e-5);
    }

    [Fact]
    public void Frames_have_the_same_for_each_of_them()
    {
        NormalizeObservation inner = Played(new CartPole());
        FrameStack stack = new(inner, 2);
        RawObservations raw = RawObservations.Of(stack);
        Assert.Equal([8], raw.Space.Shape);
        RawObservations one = RawObservations.Of(inner);
        Assert.Equal([.. one.Offset, .. one.Offset], raw.Offset);
        Assert.Equal([.. one.Space.Low, .. one.Space.Low], raw.Space.Low);
        Assert.Empty(RawObservations.Of(new FrameStack(new CartPole(), 3)).Offset);
    }

    [Fact]
    public void Two_normalizations_are_one()
    {
        NormalizeObservation outer = Played(Played(new CartPole()));
        float[] values = [0.5f, -1, 0.1f, 2];
        float[] expected = [.. values];
        ((NormalizeObservation)outer.Inner).Statistics.Normalize(expected);
        outer.Statistics.Normalize(expected);
        RawObservations raw = RawObservations.Of(outer);
        Assert.Equal(
            expected,
            values.Select((value, i) => (value - raw.Offset[i]) * raw.Factor[i]),
            (a, b) => Math.Abs(a - b) < 1e-4);
    }

    [Fact]
    public void A_wrapper_that_does_not_say_what_it_does_is_a_problem_and_one_that_changes_nothing_is_none()
    {
        Assert.Contains(
            "Halved changes the observations of CartPole-v1 but does not report how",
            RawObservations.Of(new TimeLimit(new Halved(new CartPole()), 5)).Problem,
            StringComparison.Ordinal);
        Assert.Null(RawObservations.Of(new TimeLimit(new RewardScale(new CartPole(), 2), 5)).Problem);
    }

    [Fact]
    public void Environments_with_statistics_of_their_own_cannot_have_one_policy()
    {
        VectorEnvironment apart = new([Played(new CartPole()), new NormalizeObservation(new CartPole())], new(1));
        Assert.Contains("the same RunningStatistics", RawObservations.Of(apart).Problem, StringComparison.Ordinal);
        RunningStatistics shared = new(4);
        VectorEnvironment together = new(
            [new NormalizeObservation(new CartPole(), shared), new NormalizeObservation(new CartPole(), shared)], new(1));
        Assert.Null(RawObservations.Of(together).Problem);
    }

    private static NormalizeObservation Played(IEnvironment inner)
    {
        NormalizeObservation environment = new(inner);
        Xoshiro256 random = new(1);
        float[] observation = new float[4];
        environment.Reset(random, observation);
        for (int step = 0; step < 8; step++)
            environment.Step(step % 2, random, observation);
        return environment;
    }

    private sealed class Halved(IEnvironment inner) : EnvironmentWrapper(inner)
    {
        public override BoxSpace ObservationSpace { get; } = new([4], -100, 100);
    }
}
