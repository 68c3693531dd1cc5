using DeepQ.Learning.Offline;

namespace DeepQ.Learning.Tests.Offline;

public sealed class SupportedActionsTests
{
    [Fact]
    public void An_action_is_supported_where_its_probability_is_a_large_enough_part_of_the_greatest()
    {
        // Parts of the greatest: 1, 0.31 and 0.29.
        float[] logits = [2, 2 + MathF.Log(0.31f), 2 + MathF.Log(0.29f)];
        bool[] supported = new bool[3];
        SupportedActions.ComputeMask(logits, 0.3, [], supported);
        Assert.Equal([true, true, false], supported);
    }

    [Fact]
    public void The_greatest_probability_is_that_of_a_legal_action()
    {
        bool[] supported = new bool[3];
        SupportedActions.ComputeMask([9, 0, -5], 0.3, [false, true, true], supported);
        Assert.Equal([false, true, false], supported);
    }
}
