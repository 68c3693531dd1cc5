using DeepQ.Learning.Actions;

namespace DeepQ.Learning.Tests.Actions;

public sealed class GreedyTests
{
    [Theory]
    [InlineData(new float[] { 1, 3, 2 }, 1)]
    [InlineData(new float[] { -5 }, 0)]
    [InlineData(new float[] { 2, 2, 2 }, 0)]
    [InlineData(new float[] { 0, 4, 4 }, 1)]
    public void The_first_of_the_greatest_is_chosen(float[] qValues, int action) =>
        Assert.Equal(action, Greedy.Action(qValues));

    [Theory]
    [InlineData(new[] { true, true, true }, 1)]
    [InlineData(new[] { true, false, true }, 2)]
    [InlineData(new[] { true, false, false }, 0)]
    public void The_greatest_of_the_legal_is_chosen(bool[] legal, int action) =>
        Assert.Equal(action, Greedy.Action([1, 3, 2], legal));

    [Theory]
    [InlineData(new[] { false, false }, "No action is legal")]
    [InlineData(new[] { true }, "needs 2 values, not 1")]
    public void A_mask_that_leaves_no_choice_is_refused(bool[] legal, string message)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Greedy.Action([1, 2], legal));
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_action_to_choose_from_is_refused() =>
        Assert.Throws<ArgumentException>(() => Greedy.Action([]));
}
