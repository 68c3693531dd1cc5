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
    public void Each_transition_has_its_own_values_and_masks()
    {
        float[] targets = new float[2];
        float[] qValues = [.. QValues, 2 * MathF.Log(4), 0], nextQ = [.. NextQ, 0, 2 * MathF.Log(9)];
        MunchausenTargets.Compute(Settings, [1, 1], [1, 5], [0.9f, 0.5f], qValues, nextQ, targets);
        // The second state has the probabilities 4/5 and 1/5, its successor the soft value 2 ln 10.
        Assert.Equal(1 + (0.5 * 2 * Math.Log(0.75)) + (0.9 * 2 * Math.Log(8)), targets[0], 5);
        Assert.Equal(5 + (0.5 * -3) + (0.5 * 2 * Math.Log(10)), targets[1], 5);

        MunchausenTargets.Compute(
            Settings, [1, 1], [1, 5], [0.9f, 0.5f], qValues, nextQ, targets, [true, true, false, true], [true, true, true, false]);
        Assert.Equal(1 + (0.5 * 2 * Math.Log(0.75)) + (0.9 * 2 * Math.Log(8)), targets[0], 5);
        // Only the second action is legal, and after it only the first, which is worth 0.
        Assert.Equal(5, targets[1], 5);
    }

    [Fact]
    public void The_parts_for_distributions_are_those_of_the_row()
    {
        TargetBatch batch = new()
        {
            Actions = [0, 1],
            Rewards = [7, 5],
            Discounts = [0, 0.5f],
            QValues = [9, 9, 0, 2 * MathF.Log(3)],
            NextQ = [9, 9, 2 * MathF.Log(6), 2 * MathF.Log(2)],
        };
        float[] probabilities = new float[2], bonuses = new float[2];
        // 5 + ½ · 2 ln ¾, and −2 ln ¾ and −2 ln ¼ for the actions of the successor.
        Assert.Equal(5 + Math.Log(0.75), MunchausenTargets.Mix(Settings, batch, 1, probabilities, bonuses), 5);
        Assert.Equal(0.75f, probabilities[0], 5);
        Assert.Equal(0.25f, probabilities[1], 5);
        Assert.Equal(-2 * Math.Log(0.75), bonuses[0], 5);
        Assert.Equal(-2 * Math.Log(0.25), bonuses[1], 5);
    }

    [Fact]
    public void Settings_are_needed() => Assert.Throws<ArgumentNullException>(
        () => MunchausenTargets.Compute(null!, [0], [1], [0.9f], QValues, NextQ, new float[1]));

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
        Assert.Equal(
            "1 targets need as many actions, and as many Q-values and masks of the states as of the next states: 2 actions, " +
            "2 Q-values and masks for 0 were given.",
            error.Message);
    }

    private static float Target(int action, float discount, MunchausenOptions? settings = null)
    {
        float[] targets = new float[1];
        MunchausenTargets.Compute(settings ?? Settings, [action], [1], [discount], QValues, NextQ, targets);
        return targets[0];
    }
}
