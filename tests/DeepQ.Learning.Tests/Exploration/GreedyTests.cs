namespace DeepQ.Learning.Tests.Exploration;

public sealed class GreedyTests
{
    [Theory]
    [InlineData(new float[] { 1, 3, 2 }, 1)]
    [InlineData(new float[] { -5 }, 0)]
    [InlineData(new float[] { 2, 2, 2 }, 0)]
    [InlineData(new float[] { 0, 4, 4 }, 1)]
    public void The_first_of_the_greatest_is_chosen(float[] qValues, int action) =>
        Assert.Equal(action, Greedy.Action(qValues));

    [Fact]
    public void No_action_to_choose_from_is_refused() =>
        Assert.Throws<ArgumentException>(() => Greedy.Action([]));
}
