using DeepQ.Decisions.Estimation;
using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Tests.Estimation;

public sealed class VersionReturnTests
{
    private static readonly JoinedEpisode[] Log =
    [
        Episode((1, "one"), (2, "one")), Episode((4, "one")), Episode((8, "two")), Episode((16, "two"), (32, "one")),
    ];

    [Fact]
    public async Task Each_version_has_what_its_decisions_brought()
    {
        IReadOnlyDictionary<string, VersionReturn> found = await VersionReturn.OfAsync(Log.ToAsyncEnumerable());
        Assert.Equal((4, 3, 39d / 4), (found["one"].Decisions, found["one"].Episodes, found["one"].Value.Value));
        Assert.Equal((2, 2, 12d), (found["two"].Decisions, found["two"].Episodes, found["two"].Value.Value));
        Assert.True(found["two"].Value.HasInterval);
    }

    [Fact]
    public async Task An_episode_that_several_versions_decided_has_no_return_of_one()
    {
        IReadOnlyDictionary<string, VersionReturn> found = await VersionReturn.OfAsync(Log.ToAsyncEnumerable(), 0.5);

        // 1 + 0.5 · 2, and 4
        Assert.Equal((3, 2, 3d), (found["one"].Decisions, found["one"].Episodes, found["one"].Value.Value));
        Assert.Equal((1, 8d), (found["two"].Episodes, found["two"].Value.Value));
        Assert.False(found["two"].Value.HasInterval);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => VersionReturn.OfAsync(Log.ToAsyncEnumerable(), -1));
    }

    private static JoinedEpisode Episode(params (double Reward, string Version)[] rows) => new(
        null,
        [.. rows.Select((row, i) => new JoinedRow(
            LogBuilder.Decide(i, i) with { Version = row.Version }, row.Reward, 1, null, IsTerminal: i == rows.Length - 1))],
        IsTruncated: false);
}
