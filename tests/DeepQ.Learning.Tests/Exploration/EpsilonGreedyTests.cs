using DeepQ.Learning.Exploration;

namespace DeepQ.Learning.Tests.Exploration;

public sealed class EpsilonGreedyTests
{
    [Fact]
    public void Random_actions_last_as_long_as_returns_tell_nothing()
    {
        ExplorationPolicy policy = new DqnOptions { Epsilon = 1, MaxRandomActionSteps = 100 }.NewExploration(1, 2);
        Xoshiro256 random = new(1);
        // Actions of one step change every other time; the mean length here is 3.17, and the next may be the same action.
        Assert.InRange(Changes(), 1_300, 1_850);
        policy.OnEpisodeEnd(0, episodeReturn: -200);
        Assert.InRange(Changes(), 1_300, 1_850);
        policy.OnEpisodeEnd(0, episodeReturn: -150);
        Assert.InRange(Changes(), 4_700, 5_300);

        int Changes()
        {
            int changes = 0;
            int? before = null;
            for (int i = 0; i < 10_000; i++)
            {
                int? action = policy.ChooseWithoutValues(2, [], 0, 0, random);
                Assert.NotNull(action);
                changes += before is not null && action != before ? 1 : 0;
                before = action;
            }

            return changes;
        }
    }

    [Fact]
    public void With_one_step_at_most_nothing_else_is_drawn()
    {
        ExplorationPolicy policy = new DqnOptions { Epsilon = 1, MaxRandomActionSteps = 1 }.NewExploration(1, 2);
        Xoshiro256 random = new(1), same = new(1);
        for (int i = 0; i < 100; i++)
        {
            int? action = policy.ChooseWithoutValues(2, [], 0, 0, random);
            same.NextDouble();
            Assert.Equal(same.Next(2), action);
        }
    }
}
