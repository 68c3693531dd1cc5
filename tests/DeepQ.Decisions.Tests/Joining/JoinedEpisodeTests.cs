using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Tests.Joining;

public sealed class JoinedEpisodeTests
{
    [Fact]
    public void A_share_has_its_part_of_the_episodes_and_grows_with_itself()
    {
        JoinedEpisode[] episodes = [.. Enumerable.Range(0, 10_000).Select(number => Episode($"customer {number}", number))];
        HashSet<string> small = Share(0.3), large = Share(0.5);

        // Three standard deviations: 3 √(10,000 · 0.3 · 0.7) = 137.
        Assert.InRange(small.Count, 3_000 - 137, 3_000 + 137);
        Assert.ProperSubset(large, small);
        Assert.Empty(Share(0));
        Assert.Equal(10_000, Share(1).Count);

        // The sides of a canary say nothing of those of a share.
        int both = episodes.Count(episode => small.Contains(episode.Id!) && EpisodePlace.IsCanary(episode.Id, default, 0.5));
        Assert.InRange(both, 1_500 - 120, 1_500 + 120);

        HashSet<string> Share(double share) => [.. episodes.Where(episode => episode.IsInShare(share)).Select(episode => episode.Id!)];
    }

    [Fact]
    public void An_episode_keeps_its_side_when_its_id_comes_again() =>
        Assert.Equal(Episode("Ann", 1).IsInShare(0.5), Episode("Ann", 2).IsInShare(0.5));

    [Fact]
    public void A_decision_without_an_episode_goes_by_its_own_id() =>
        Assert.InRange(Enumerable.Range(0, 1_000).Count(number => Episode(null, number).IsInShare(0.5)), 450, 550);

    [Theory]
    [InlineData(-0.1)]
    [InlineData(1.1)]
    [InlineData(double.NaN)]
    public void A_share_out_of_range_is_refused(double share) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Episode("Ann", 1).IsInShare(share));

    private static JoinedEpisode Episode(string? id, int number) =>
        new(id, [new(LogBuilder.Decide(number, 0, id), 0, 0, null, IsTerminal: true)], IsTruncated: false);
}
