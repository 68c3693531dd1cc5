using DeepQ.Learning.Actions;

namespace DeepQ.Learning.Tests.Actions;

public sealed class UniformChoiceTests
{
    [Fact]
    public void Every_legal_action_is_as_likely()
    {
        Xoshiro256 random = new(1);
        int[] counts = new int[6];
        for (int i = 0; i < 30_000; i++)
            counts[UniformChoice.Action(6, [false, true, false, true, true, false], random)]++;
        Assert.Equal(30_000, counts[1] + counts[3] + counts[4]);
        // Six standard deviations of a binomial with p = 1/3 are 490.
        Assert.All([counts[1], counts[3], counts[4]], count => Assert.InRange(count, 9_510, 10_490));
    }

    [Fact]
    public void A_mask_without_a_legal_action_is_refused()
    {
        ArgumentException error =
            Assert.Throws<ArgumentException>(() => UniformChoice.Action(2, [false, false], new Xoshiro256(1)));
        Assert.Contains("No action is legal", error.Message, StringComparison.Ordinal);
    }
}
