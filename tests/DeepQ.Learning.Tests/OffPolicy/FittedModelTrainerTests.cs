using DeepQ.Learning.Data;
using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.OffPolicy;

/// <summary>Fits end when they are done, and say where they are not.</summary>
public sealed class FittedModelTrainerTests
{
    private static readonly LoggedData Log = GuessingGame.Log(episodes: 60, length: 20, new Xoshiro256(1));

    [Trait("Category", "Slow")]
    [Fact]
    public void A_policy_twice_as_good_as_the_log_is_valued_with_the_usual_number_of_updates()
    {
        PolicyMetrics metrics = Evaluate(new() { FittedQResamples = 2, Resamples = 50 });
        Assert.True(metrics.FitsAreDone);
        Assert.Equal(GuessingGame.Optimal, metrics.FittedQ!.Value, 2.0);
        // The value of who looks does not depend on chance, so that the interval is no longer than the rounding of a fit.
        Assert.InRange(GuessingGame.Optimal, metrics.FittedQ.Lower - 0.05, metrics.FittedQ.Upper + 0.05);
        Assert.Equal(GuessingGame.Optimal / 2, metrics.LoggedFittedQ!.Value, 4.0);
        Assert.DoesNotContain(metrics.Warnings, warning => warning.Contains("Updates"));
    }

    [Fact]
    public void A_fit_that_a_limit_ended_leaves_no_interval_and_says_what_to_raise()
    {
        PolicyMetrics metrics = Evaluate(new() { Updates = 100, FittedQResamples = 2, Resamples = 50 });
        AssertWithoutIntervals(metrics);
        Assert.Contains(metrics.Warnings, warning => warning.EndsWith("no interval: raise OffPolicyOptions.Updates."));
    }

    [Fact]
    public void So_does_one_that_the_time_ended()
    {
        PolicyMetrics metrics = Evaluate(new() { TimeLimit = TimeSpan.FromTicks(1), FittedQResamples = 2, Resamples = 50 });
        AssertWithoutIntervals(metrics);
        Assert.Contains(metrics.Warnings, warning => warning.EndsWith("raise OffPolicyOptions.Updates or TimeLimit."));
    }

    [Fact]
    public void A_drift_has_ended_when_the_values_sway_more_than_they_go()
    {
        Drift rising = new();
        Drift swaying = new();
        for (int i = 0; i < 40; i++)
        {
            rising.Add(0.02 * i);
            swaying.Add(i % 2);
            Assert.False(rising.HasEnded);
            Assert.Equal(i >= Drift.LeastRounds - 1, swaying.HasEnded);
        }
    }

    private static void AssertWithoutIntervals(PolicyMetrics metrics)
    {
        Assert.False(metrics.FitsAreDone);
        Assert.All(
            new[] { metrics.FittedQ, metrics.LoggedFittedQ, metrics.DoublyRobust, metrics.LoggedReturn },
            estimate => Assert.True(double.IsFinite(estimate!.Value) && double.IsNaN(estimate.Lower) && double.IsNaN(estimate.Upper)));
    }

    private static PolicyMetrics Evaluate(OffPolicyOptions options)
    {
        options.HiddenUnits = [16];
        return OffPolicyEvaluation.Run(Log, GuessingGame.Look, GuessingGame.Gamma, options, new Xoshiro256(2));
    }
}
