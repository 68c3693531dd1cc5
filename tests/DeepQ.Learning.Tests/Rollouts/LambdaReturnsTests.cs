using DeepQ.Learning.Rollouts;

namespace DeepQ.Learning.Tests.Rollouts;

public sealed class LambdaReturnsTests
{
    // γ = 0.5. Q-values 8, 6, 4, 2 after the rewards 1, 2, 3, 4.
    private static readonly float[] Rewards = [1, 2, 3, 4];
    private static readonly float[] Values = [8, 6, 4, 2];

    [Fact]
    public void Without_lambda_a_target_looks_one_step_ahead() =>
        Assert.Equal([1 + 4f, 2 + 3f, 3 + 2f, 4 + 1f], Compute(lambda: 0));

    [Fact]
    public void With_lambda_1_it_is_what_was_brought_and_the_last_value() =>
        // From the back: 4 + 1, 3 + 2.5, 2 + 2.75, 1 + 2.375.
        Assert.Equal([3.375f, 4.75f, 5.5f, 5f], Compute(lambda: 1));

    [Fact]
    public void Between_them_both_are_mixed_at_every_step() =>
        // 5; 3 + ½ (½ 5 + ½ 4); 2 + ½ (½ 5.25 + ½ 6); 1 + ½ (½ 4.8125 + ½ 8).
        Assert.Equal([4.203125f, 4.8125f, 5.25f, 5f], Compute(lambda: 0.5));

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_terminal_state_is_worth_nothing_and_nothing_after_it_counts(double lambda)
    {
        float[] returns = Compute(lambda, terminated: [false, true, false, false], goesOn: [true, false, true, true]);
        Assert.Equal(2, returns[1]);
        Assert.Equal(1 + (0.5 * ((lambda * 2) + ((1 - lambda) * 8))), returns[0], 6);
        Assert.Equal(Compute(lambda)[2..], returns[2..]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(0.5)]
    [InlineData(1)]
    public void A_truncated_episode_bootstraps_from_its_last_observation_and_not_from_the_next_episode(double lambda)
    {
        float[] returns = Compute(lambda, goesOn: [true, false, true, true]);
        Assert.Equal(2 + (0.5 * 6), returns[1]);
        Assert.Equal(1 + (0.5 * ((lambda * 5) + ((1 - lambda) * 8))), returns[0], 6);
        Assert.Equal(Compute(lambda)[2..], returns[2..]);
    }

    [Fact]
    public void The_last_step_bootstraps_whatever_is_said_of_what_follows() =>
        Assert.Equal(Compute(0.7, goesOn: [true, true, true, true]), Compute(0.7, goesOn: [true, true, true, false]));

    [Fact]
    public void Lengths_must_agree()
    {
        string message = Assert.Throws<ArgumentException>(() =>
            LambdaReturns.Compute(new float[3], new float[3], new bool[2], new bool[3], 0.9, 0.5, new float[3])).Message;
        Assert.Equal("3 rewards need as many values, ends and returns, not 3, 2, 3 and 3.", message);
    }

    private static float[] Compute(double lambda, bool[]? terminated = null, bool[]? goesOn = null)
    {
        float[] returns = new float[4];
        LambdaReturns.Compute(
            Rewards, Values, terminated ?? new bool[4], goesOn ?? [true, true, true, false], 0.5, lambda, returns);
        return returns;
    }
}
