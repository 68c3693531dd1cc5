using DeepQ.Serving.Runtime;

namespace DeepQ.Policies.Tests.Runtime;

public sealed class HeadVotesTests
{
    // Three actions of four heads: the heads prefer 2, 0, 1 and, of equals, the first, 0.
    private static readonly float[] Heads = [1, 9, 2, 5, 3, 4, 8, 5, 7, 6, 0, 5];

    [Fact]
    public void An_action_is_as_probable_as_the_part_of_the_heads_that_hold_it_for_the_best()
    {
        double[] probabilities = new double[3];
        HeadVotes.Probabilities(Heads, [], probabilities);
        Assert.Equal([0.5, 0.25, 0.25], probabilities);
    }

    [Fact]
    public void An_illegal_action_has_no_votes()
    {
        double[] probabilities = new double[3];
        HeadVotes.Probabilities(Heads, [false, true, true], probabilities);
        Assert.Equal([0, 0.5, 0.5], probabilities);
    }

    [Fact]
    public void What_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => HeadVotes.Probabilities(Heads, [], new double[5]));
        Assert.Throws<ArgumentException>(() => HeadVotes.Probabilities(Heads, [true], new double[3]));
        Assert.Throws<ArgumentException>(() => HeadVotes.Probabilities(Heads, [false, false, false], new double[3]));
        Assert.Throws<ArgumentException>(() => HeadVotes.Probabilities([], [], new double[3]));
    }
}
