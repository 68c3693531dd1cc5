using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Tests.OffPolicy;

public sealed class PropensityCheckTests
{
    [Fact]
    public void Probabilities_of_the_actions_that_were_drawn_are_right()
    {
        Xoshiro256 random = new(1);

        Assert.Null(PropensityCheck.Problem(Drawn(random, factor: 1), actions: 3));
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(0.8f)]
    public void Smaller_ones_are_told_of(float factor)
    {
        string? problem = PropensityCheck.Problem(Drawn(new Xoshiro256(1), factor), actions: 3);

        Assert.StartsWith("The logged probabilities are too small to be those of the logged actions: they imply ", problem);
        Assert.Contains("but there are 3.", problem);
    }

    [Fact]
    public void A_policy_that_never_does_some_of_them_is_right_too() =>
        Assert.Null(PropensityCheck.Problem([.. Enumerable.Repeat(1f, 100)], actions: 3));

    [Fact]
    public void Where_none_were_logged_there_is_nothing_to_say() => Assert.Null(PropensityCheck.Problem(null, 3));

    // Of 0.7, 0.2 and 0.1 the one that was drawn.
    private static float[] Drawn(Xoshiro256 random, float factor) => [.. Enumerable.Range(0, 5_000).Select(_ =>
        factor * (random.NextDouble() switch { < 0.7 => 0.7f, < 0.9 => 0.2f, _ => 0.1f }))];
}
