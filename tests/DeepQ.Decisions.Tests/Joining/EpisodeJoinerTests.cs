using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Joining;

public sealed class EpisodeJoinerTests
{
    private static readonly JoinOptions Options = new() { DefaultReward = -1 };

    [Theory]
    [InlineData(RewardJoin.Sum, 7)]
    [InlineData(RewardJoin.Earliest, 2)]
    [InlineData(RewardJoin.Latest, 4)]
    [InlineData(RewardJoin.Mean, 7 / 3.0)]
    [InlineData(RewardJoin.Minimum, 1)]
    [InlineData(RewardJoin.Maximum, 4)]
    public void Parts_are_joined(RewardJoin join, double expected)
    {
        DecisionEvent[] log = [Decide(1, 0), Reward(1, 1, 2, "a"), Reward(1, 2, 1, "b"), Reward(1, 3, 4, "c")];
        (JoinedEpisode[] episodes, JoinCounts counts) = Join(log, 20, Options with { RewardJoin = join });
        JoinedRow row = Assert.Single(Assert.Single(episodes).Rows);
        Assert.Equal(expected, row.Reward, 12);
        Assert.Equal(3, row.RewardParts);
        Assert.Equal(1, counts.Rewarded);
    }

    [Theory]
    [InlineData(RewardJoin.Sum, 1, 1, double.MaxValue)]
    [InlineData(RewardJoin.Sum, -1, -1, -double.MaxValue)]
    [InlineData(RewardJoin.Mean, 1, 1, 1.75e308)]
    [InlineData(RewardJoin.Mean, -1, -1, -1.75e308)]
    [InlineData(RewardJoin.Sum, 1, -1, 0)]
    public void Great_parts_are_joined_to_a_finite_reward(RewardJoin join, double first, double second, double expected)
    {
        DecisionEvent[] log = [Decide(1, 0), Reward(1, 1, 1.75e308 * first, "a"), Reward(1, 2, 1.75e308 * second, "b")];
        Assert.Equal(expected, Join(log, 20, Options with { RewardJoin = join }).Episodes[0].Rows[0].Reward);
    }

    [Fact]
    public void The_same_part_twice_counts_once()
    {
        (JoinedEpisode[] episodes, JoinCounts counts) = Join(
            [Decide(1, 0), Reward(1, 1, 2), Reward(1, 2, 2), Reward(1, 3, 9), Reward(1, 3, 1, "other")], 20);
        Assert.Equal(3, episodes[0].Rows[0].Reward);
        Assert.Equal(2, counts.DuplicateRewards);
    }

    [Fact]
    public void Without_a_reward_in_time_there_is_the_default_one_and_what_comes_later_is_counted()
    {
        (JoinedEpisode[] episodes, JoinCounts counts) = Join([Decide(1, 0), Reward(1, 10.01, 5)], 30);
        Assert.Equal(-1, episodes[0].Rows[0].Reward);
        Assert.Equal(0, episodes[0].Rows[0].RewardParts);
        Assert.Equal((1, 1, 0), (counts.Defaulted, counts.LateRewards, counts.UnknownRewards));
    }

    [Fact]
    public void A_reward_at_the_end_of_the_wait_counts() => Assert.Equal(5, Join([Decide(1, 0), Reward(1, 10, 5)], 20).Episodes[0].Rows[0].Reward);

    [Fact]
    public void A_reward_before_its_decision_is_kept_for_it()
    {
        (JoinedEpisode[] episodes, JoinCounts counts) = Join([Reward(1, 0, 5), Decide(1, 9.9)], 30);
        Assert.Equal(5, episodes[0].Rows[0].Reward);
        Assert.Equal(0, counts.UnknownRewards);
    }

    [Fact]
    public void A_reward_that_no_decision_comes_for_is_unknown()
    {
        (JoinedEpisode[] episodes, JoinCounts counts) = Join([Reward(1, 0, 5), Decide(1, 10.1)], 30);
        Assert.Equal(-1, episodes[0].Rows[0].Reward);
        Assert.Equal(1, counts.UnknownRewards);
    }

    [Fact]
    public void What_is_not_activated_in_time_is_dropped_from_its_episode()
    {
        (JoinedEpisode[] episodes, JoinCounts counts) = Join(
            [
                Decide(1, 0, "e"), Decide(2, 1, "e", waits: true), Decide(3, 2, "e", waits: true), Activate(3, 3),
                Activate(2, 11.1), End("e", 12),
            ],
            40);
        Assert.Equal([Id(1), Id(3)], episodes[0].Rows.Select(row => row.Decision.Id));
        Assert.Equal(Id(3), episodes[0].Rows[0].Next!.Id);
        Assert.Equal((1, 1), (counts.NotActivated, counts.UnmatchedActivations));
    }

    [Fact]
    public void Steps_order_an_episode_and_its_end_is_terminal()
    {
        (JoinedEpisode[] episodes, _) = Join(
            [Decide(1, 0, "e", step: 1), Decide(3, 1, "e", step: 3), Decide(2, 2, "e", step: 2), End("e", 3)], 20);
        Assert.Equal([Id(1), Id(2), Id(3)], episodes[0].Rows.Select(row => row.Decision.Id));
        Assert.Equal([Id(2), Id(3), null], episodes[0].Rows.Select(row => row.Next?.Id));
        Assert.Equal([false, false, true], episodes[0].Rows.Select(row => row.IsTerminal));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_episode_that_was_cut_off_or_never_ended_has_no_terminal_decision(bool isCutOff)
    {
        DecisionEvent[] log = isCutOff
            ? [Decide(1, 0, "e"), End("e", 1, isTruncated: true)]
            : [Decide(1, 0, "e"), Decide(2, 1441, "e")];
        (JoinedEpisode[] episodes, JoinCounts counts) = Join(log, 1442);
        Assert.True(episodes[0].IsTruncated);
        Assert.False(Assert.Single(episodes[0].Rows).IsTerminal);
        Assert.Equal(isCutOff ? 0 : 1, counts.Waiting);
    }

    [Fact]
    public void An_id_that_comes_again_after_the_end_is_another_episode()
    {
        (JoinedEpisode[] episodes, JoinCounts counts) = Join(
            [Decide(1, 0, "e"), End("e", 1), End("e", 2), Decide(2, 3, "e"), End("e", 4)], 20);
        Assert.Equal([Id(1), Id(2)], episodes.Select(episode => Assert.Single(episode.Rows).Decision.Id));
        Assert.Equal(1, counts.UnmatchedEnds);
    }

    [Fact]
    public void A_clock_that_steps_back_or_far_ahead_holds_nothing_up()
    {
        const double Year = 365 * 1440;
        (JoinedEpisode[] episodes, JoinCounts counts) = Join(
            [
                Decide(1, 0), Reward(1, -120, 5), Decide(2, -119), Reward(2, -118, 6),
                Decide(3, Year), Decide(4, -100), Reward(4, -99, 7),
            ],
            -80);
        Assert.Equal([5, 6, -1, 7], episodes.Select(episode => episode.Rows[0].Reward));
        Assert.Equal(0, counts.Waiting);
    }

    [Fact]
    public void What_is_waited_for_is_not_joined()
    {
        (JoinedEpisode[] episodes, JoinCounts counts) = Join([Decide(1, 0), Decide(2, 5)], 10.1);
        Assert.Equal(Id(1), Assert.Single(episodes).Rows[0].Decision.Id);
        Assert.Equal((2, 1, 1), (counts.Decisions, counts.Joined, counts.Waiting));
    }

    [Fact]
    public void Options_that_make_no_sense_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new JoinOptions { RewardWait = TimeSpan.Zero });
        Assert.Throws<ArgumentOutOfRangeException>(() => new JoinOptions { EpisodeTimeout = TimeSpan.FromDays(400) });
        Assert.Throws<ArgumentOutOfRangeException>(() => new JoinOptions { DefaultReward = double.NaN });
        Assert.Throws<ArgumentOutOfRangeException>(() => new JoinOptions { RewardJoin = (RewardJoin)9 });
    }

    private static (JoinedEpisode[] Episodes, JoinCounts Counts) Join(DecisionEvent[] log, double minutes, JoinOptions? options = null)
    {
        EpisodeJoiner joiner = new(options ?? Options);
        Array.ForEach(log, joiner.Add);
        joiner.Finish(At(minutes));
        List<JoinedEpisode> episodes = [];
        while (joiner.TryTake(out JoinedEpisode? episode))
            episodes.Add(episode!);
        return ([.. episodes], joiner.Counts);
    }
}
