using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Tests.Losses;

public sealed class LargeMarginLossTests
{
    [Theory]
    // max (1 + 0.8, 2, 0.5 + 0.8) − 2 = 0: the expert's value is above all others by more than the margin.
    [InlineData(1, 0, 0, 0, 0)]
    // max (1, 2 + 0.8, 0.5 + 0.8) − 1 = 1.8.
    [InlineData(0, 1.8, -1, 1, 0)]
    // max (1 + 0.8, 2 + 0.8, 0.5) − 0.5 = 2.3.
    [InlineData(2, 2.3, 0, 1, -1)]
    public void The_greatest_value_with_its_margin_is_compared_with_that_of_the_expert(
        int expert, double loss, float first, float second, float third)
    {
        float[] gradient = new float[3];
        Assert.Equal(loss, LargeMarginLoss.Evaluate([1, 2, 0.5f], expert, 0.8, gradient), 6);
        Assert.Equal([first, second, third], gradient);
    }

    [Fact]
    public void A_lead_that_is_less_than_the_margin_costs_what_is_missing()
    {
        float[] gradient = new float[2];
        Assert.Equal(0.3, LargeMarginLoss.Evaluate([1, 1.5f], 1, 0.8, gradient), 6);
        Assert.Equal([1, -1], gradient);
    }

    [Fact]
    public void A_lead_of_exactly_the_margin_costs_nothing_and_the_first_of_equal_rivals_is_pushed_down()
    {
        float[] gradient = new float[3];
        // max (1, 0.5 + 0.5, 0) − 1 = 0.
        Assert.Equal(0, LargeMarginLoss.Evaluate([1, 0.5f, -1], 0, 0.5, gradient));
        Assert.Equal([0, 0, 0], gradient);
        // max (1, 2 + 0.5, 2 + 0.5) − 1 = 1.5.
        Assert.Equal(1.5, LargeMarginLoss.Evaluate([1, 2, 2], 0, 0.5, gradient));
        Assert.Equal([-1, 1, 0], gradient);
    }

    [Fact]
    public void An_illegal_action_has_no_part_in_it()
    {
        float[] gradient = [1, 50, 0];
        // max (1, 0 + 0.8) − 1 = 0 without the action that is worth 50. The gradient may be where the values are.
        Assert.Equal(0, LargeMarginLoss.Evaluate(gradient, 0, 0.8, gradient, [true, false, true]));
        Assert.Equal([0, 0, 0], gradient);
    }

    [Fact]
    public void What_cannot_be_is_refused()
    {
        Assert.Contains("Action 1 was taken", Assert.Throws<ArgumentException>(
            () => LargeMarginLoss.Evaluate([1, 2], 1, 0.8, new float[2], [true, false])).Message, StringComparison.Ordinal);
        Assert.Contains("2 values need as many gradients", Assert.Throws<ArgumentException>(
            () => LargeMarginLoss.Evaluate([1, 2], 1, 0.8, new float[1])).Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => LargeMarginLoss.Evaluate([1, 2], 2, 0.8, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => LargeMarginLoss.Evaluate([1, 2], 0, -1, new float[2]));
    }
}
