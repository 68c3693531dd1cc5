using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;

namespace DeepQ.Learning.Tests.Scaling;

public sealed class ReturnRangeTests
{
    [Fact]
    public void What_an_episode_ends_with_comes_once() =>
        Assert.Equal((0, 1), ReturnRange.Of(Episodes([0, 0, 1], [0, 0, 0]), gamma: 0.99));

    [Fact]
    public void What_comes_at_every_step_has_room_up_to_what_a_discount_allows()
    {
        // Returns from 1 to 1 + 0.5 + 0.25, and as much room again: 2.5; without an end they would be 2.
        (double minimum, double maximum) = ReturnRange.Of(Episodes([1, 1, 1], [1, 1]), gamma: 0.5)!.Value;

        Assert.Equal(0, minimum);
        Assert.Equal(2.5, maximum, 1e-6);
        // One reward less is one that an episode goes on after: 1 / (1 − 0.1), and the last one.
        Assert.Equal((1 / 0.9) + 1, ReturnRange.Of(Episodes([1, 1, 1, 1, 1, 1], [-9, 1]), gamma: 0.1)!.Value.Maximum, 1e-6);
    }

    [Fact]
    public void Every_reward_lies_between_the_ends()
    {
        (double minimum, double maximum) = ReturnRange.Of(Episodes([5, -20], [-1, 7]), gamma: 1)!.Value;

        Assert.InRange(-20, minimum, maximum);
        Assert.InRange(7, minimum, maximum);
    }

    [Fact]
    public void Nothing_is_said_where_nothing_was_paid() => Assert.Null(ReturnRange.Of(Episodes([0, 0], [0]), gamma: 0.9));

    private static ReplayBuffer Episodes(params float[][] rewards)
    {
        ReplayBuffer seen = new(rewards.Sum(one => one.Length), 1);
        foreach (float[] episode in rewards)
        {
            for (int i = 0; i < episode.Length; i++)
                seen.Add([i], 0, episode[i], [i + 1], terminated: i == episode.Length - 1);
        }

        return seen;
    }
}
