using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Tests.Targets;

public sealed class MunchausenTargetsTests
{
    private static readonly MunchausenOptions Settings = new() { Scale = 0.5, Temperature = 2, Floor = -3 };

    // τ = 2: probabilities 1/4 and 3/4 in the state, soft value 2 ln 4 there, and 2 ln 8 in the successor.
    private static readonly float[] QValues = [0, 2 * MathF.Log(3)];
    private static readonly float[] NextQ = [2 * MathF.Log(6), 2 * MathF.Log(2)];

    [Fact]
    public void A_target_adds_the_scaled_log_probability_and_bootstraps_from_the_soft_value() =>
        Assert.Equal(1 + (0.5 * 2 * Math.Log(0.75)) + (0.9 * 2 * Math.Log(8)), Target(action: 1, discount: 0.9f), 5);

    [Fact]
    public void A_terminal_successor_is_worth_nothing_and_the_log_probability_stays() =>
        Assert.Equal(1 + (0.5 * 2 * Math.Log(0.75)), Target(action: 1, discount: 0), 6);

    [Fact]
    public void The_log_probability_does_not_fall_below_the_floor()
    {
        // τ ln π = 2 ln ¼ = −2.77 is above the floor of −3 and below one of −1.
        Assert.Equal(1 + (0.5 * 2 * Math.Log(0.25)), Target(action: 0, discount: 0), 6);
        Assert.Equal(0.5, Target(action: 0, discount: 0, new MunchausenOptions { Scale = 0.5, Temperature = 2 }), 6);
    }

    [Fact]
    public void Illegal_actions_have_no_part()
    {
        float[] targets = new float[1];
        MunchausenTargets.Compute(
            Settings, [0], [1], [0.9f], QValues, NextQ, targets, legal: [true, false], nextLegal: [false, true]);
        // The only legal action is certain, so nothing is added; the successor is worth its only legal action.
        Assert.Equal(1 + (0.9 * 2 * Math.Log(2)), targets[0], 6);
    }

    [Fact]
    public void A_low_temperature_without_a_scale_is_the_target_of_Q_learning()
    {
        float[] targets = new float[1];
        MunchausenOptions plain = new() { Scale = 0, Temperature = 1e-6 };
        MunchausenTargets.Compute(plain, [0], [1], [0.9f], QValues, NextQ, targets);
        float[] expected = new float[1];
        TemporalDifference.MaxTargets([1], [0.9f], NextQ, expected);
        Assert.Equal(expected[0], targets[0], 1e-5f);
    }

    [Fact]
    public void Lengths_that_do_not_agree_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => MunchausenTargets.Compute(Settings, [0, 1], [1], [1], QValues, NextQ, new float[1]));
        Assert.Contains("2 actions, 2 Q-values", error.Message, StringComparison.Ordinal);
    }

    private static float Target(int action, float discount, MunchausenOptions? settings = null)
    {
        float[] targets = new float[1];
        MunchausenTargets.Compute(settings ?? Settings, [action], [1], [discount], QValues, NextQ, targets);
        return targets[0];
    }
}
