using DeepQ.Learning.Targets;

namespace DeepQ.Learning.Tests.Targets;

public sealed class TemporalDifferenceTests
{
    // Two transitions of three actions: the first goes on, the second ends.
    private static readonly float[] Rewards = [1, -2];
    private static readonly float[] Discounts = [0.9f, 0];
    private static readonly float[] NextQ = [0.5f, 2, -1, 7, 8, 9];

    [Fact]
    public void A_target_is_the_reward_plus_the_discounted_maximum()
    {
        float[] targets = new float[2];
        TemporalDifference.MaxTargets(Rewards, Discounts, NextQ, targets);
        Assert.Equal(1 + (0.9f * 2), targets[0]);
    }

    [Fact]
    public void A_terminal_successor_is_worth_nothing()
    {
        float[] targets = new float[2];
        TemporalDifference.MaxTargets(Rewards, Discounts, NextQ, targets);
        Assert.Equal(-2, targets[1]);
    }

    [Fact]
    public void A_terminal_successor_is_worth_nothing_even_where_its_estimate_is_not_a_number()
    {
        float[] targets = new float[1];
        TemporalDifference.MaxTargets([3], [0], [float.NaN, float.PositiveInfinity], targets);
        Assert.Equal(3, targets[0]);
    }

    [Fact]
    public void Double_targets_take_the_online_choice_and_the_target_value()
    {
        float[] targets = new float[2];
        float[] online = [9, 1, 1, 0, 0, 1];
        TemporalDifference.DoubleTargets(Rewards, Discounts, NextQ, online, targets);
        // The online network chooses action 0, which the target network values at 0.5, not at its maximum 2.
        Assert.Equal([1 + (0.9f * 0.5f), -2], targets);
    }

    [Fact]
    public void An_illegal_action_is_never_bootstrapped()
    {
        float[] targets = new float[2];
        bool[] legal = [true, false, true, false, false, false];
        TemporalDifference.MaxTargets(Rewards, Discounts, NextQ, targets, legal);
        Assert.Equal([1 + (0.9f * 0.5f), -2], targets);

        // The online network would choose action 1; among 0 and 2 it prefers 2, which the target network values at −1.
        TemporalDifference.DoubleTargets(Rewards, Discounts, NextQ, [0, 9, 1, 0, 0, 0], targets, legal);
        Assert.Equal([1 + (0.9f * -1), -2], targets);
    }

    // The second of two transitions that go on takes its own row of each matrix.
    [Fact]
    public void Every_transition_has_its_own_row()
    {
        float[] rewards = [1, 2], discounts = [0.5f, 0.25f], nextQ = [3, 1, -4, 8], online = [0, 1, 1, 0], targets = new float[2];
        TemporalDifference.MaxTargets(rewards, discounts, nextQ, targets);
        Assert.Equal([1 + (0.5f * 3), 2 + (0.25f * 8)], targets);
        TemporalDifference.MaxTargets(rewards, discounts, nextQ, targets, [false, true, true, false]);
        Assert.Equal([1 + (0.5f * 1), 2 + (0.25f * -4)], targets);
        TemporalDifference.DoubleTargets(rewards, discounts, nextQ, online, targets);
        Assert.Equal([1 + (0.5f * 1), 2 + (0.25f * -4)], targets);
        TemporalDifference.ExpectedTargets(rewards, discounts, nextQ, [0.5f, 0.5f, 0.25f, 0.75f], targets);
        Assert.Equal([1 + (0.5f * 2), 2 + (0.25f * 5)], targets);
        TargetBatch batch = new() { Rewards = rewards, NextQ = nextQ };
        Assert.Equal(0, TemporalDifference.GreedyAction(batch.NextQ, batch, 0));
        Assert.Equal(1, TemporalDifference.GreedyAction(batch.NextQ, batch, 1));
    }

    [Fact]
    public void A_successor_without_a_legal_action_is_refused_by_its_row()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TemporalDifference.MaxTargets(
            [0, 0], [1, 1], [1, 2, 3, 4], new float[2], [true, false, false, false]));
        Assert.Contains("next state of transition 1 has no legal action", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(1, 2, 6)]
    [InlineData(2, 1, 6)]
    [InlineData(2, 2, 5)]
    public void Lengths_that_do_not_agree_are_refused(int rewards, int discounts, int nextQ)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => TemporalDifference.MaxTargets(
            new float[rewards], new float[discounts], new float[nextQ], new float[2]));
        Assert.Equal(
            $"2 targets need as many rewards and discounts, and Q-values for each: {rewards}, {discounts} and {nextQ} were given.",
            error.Message);
    }

    [Fact]
    public void Matrices_that_do_not_agree_are_refused()
    {
        Assert.Equal("There are 6 target and 5 online Q-values.", Assert.Throws<ArgumentException>(
            () => TemporalDifference.DoubleTargets(Rewards, Discounts, NextQ, new float[5], new float[2])).Message);
        Assert.Equal("There are 6 Q-values and 7 probabilities.", Assert.Throws<ArgumentException>(
            () => TemporalDifference.ExpectedTargets(Rewards, Discounts, NextQ, new float[7], new float[2])).Message);
        Assert.Equal("There are 6 Q-values and masks for 3.", Assert.Throws<ArgumentException>(
            () => TemporalDifference.MaxTargets(Rewards, Discounts, NextQ, new float[2], new bool[3])).Message);
    }

    [Fact]
    public void The_target_of_a_policy_is_its_mean_over_the_actions_of_the_successor()
    {
        // 1 + ½ (¼ · 4 + ¾ · 8) and, at a terminal successor, the reward alone.
        float[] targets = new float[2];
        TemporalDifference.ExpectedTargets(
            [1, 2], [0.5f, 0], [4, 8, float.NaN, 1], [0.25f, 0.75f, 0.5f, 0.5f], targets);
        Assert.Equal([4.5f, 2], targets);
        Assert.Throws<ArgumentException>(() =>
            TemporalDifference.ExpectedTargets([1], [1], [1, 2], [1], new float[1]));
    }
}
