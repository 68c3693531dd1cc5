using DeepQ.Learning.Data;

namespace DeepQ.Learning.Tests.Data;

/// <summary>Rows of several episodes that are mixed, repeated or out of order.</summary>
public sealed class EpisodeAssemblerTests
{
    [Fact]
    public void Mixed_episodes_are_put_together()
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, 1)
            .Row("b", 10, 0, 1)
            .Row("c", 20, 1, 1, terminated: true)
            .Row("a", 2, 0, 1)
            .Row("b", 11, 0, 1)
            .Row("a", 3, 1, 1, terminated: true)
            .Row("b", 12, 1, 1, terminated: true)
            .Build();
        Assert.Equal([1, 2, 3, 20, 10, 11, 12], LoggedTable.Transitions(data).Select(row => row.State));
        Assert.Equal([2, 3, 3, 20, 11, 12, 12], LoggedTable.Transitions(data).Select(row => row.Next));
        Assert.Equal(["a", "c", "b"], data.Episodes!.Select(episode => episode.Id));
        Assert.Empty(data.Report.Findings);
    }

    [Fact]
    public void An_episode_is_taken_for_broken_off_once_so_many_others_began()
    {
        LoggedTable table = LoggedTable.Of(maxOpenEpisodes: 2).Row("a", 1, 0, 1);
        for (int i = 0; i < 3; i++)
            table.Row($"b{i}", 10 + i, 1, 1, terminated: true);
        ArgumentException error = Assert.Throws<ArgumentException>(() => table.Row("a", 2, 0, 1));
        Assert.Equal(
            "Row 4 continues episode 'a', which counted as broken off after row 0, because 2 others had begun " +
            "since. Sort the " +
            "table by episode, or raise MaxOpenEpisodes.",
            error.Message);
        Assert.Equal(
            [
                ("a", EpisodeEnd.BrokenOff, 0),
                ("b0", EpisodeEnd.Terminated, 1),
                ("b1", EpisodeEnd.Terminated, 1),
                ("b2", EpisodeEnd.Terminated, 1),
            ],
            table.Build().Episodes!.Select(episode => (episode.Id, episode.End, episode.Count)));
    }

    [Fact]
    public void Many_episodes_that_break_off_do_not_pile_up()
    {
        LoggedTable table = LoggedTable.Of(maxOpenEpisodes: 1);
        for (int i = 0; i < 2000; i++)
            table.Row($"{i}", i, i % 2, 1).Row($"{i}", i + 0.5f, 0, 1);
        LoggedData data = table.Build();
        Assert.Equal(2000, data.Episodes!.Count);
        Assert.All(data.Episodes, episode => Assert.Equal((1, EpisodeEnd.BrokenOff), (episode.Count, episode.End)));
    }

    [Fact]
    public void A_row_after_the_end_of_its_episode_is_left_out()
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, 1)
            .Row("a", 2, 1, 1, terminated: true)
            .Row("a", 3, 0, 1)
            .Build();
        Assert.Equal([1, 2], LoggedTable.Transitions(data).Select(row => row.State));
        Assert.Equal("Row 2: episode 'a' ended in row 1; left out.", Assert.Single(data.Report.Findings).ToString());
    }

    [Fact]
    public void A_row_that_is_out_of_order_ends_what_is_known_of_its_episode()
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, 1, time: 1)
            .Row("a", 2, 1, 1, time: 2)
            .Row("a", 3, 1, 1, time: 3)
            .Row("a", 9, 0, 1, time: 2)
            .Row("a", 4, 0, 1, time: 4, terminated: true)
            .Row("b", 5, 0, 1, time: 1, terminated: true)
            .Build();
        Assert.Equal([(1, 2), (2, 3), (5, 5)], LoggedTable.Transitions(data).Select(row => (row.State, row.Next)));
        Assert.Equal(
            [
                "Row 3: its time is before that of row 2 of the same episode; left out with the rest of the episode.",
                "Row 4: it follows row 3 of its episode, which is out of order; left out.",
                "Row 2: episode 'a' breaks off here, and the next state is not known; its reward counts in " +
                "returns, but " +
                "nothing is learned from it.",
            ],
            data.Report.Findings.Select(finding => finding.ToString()));
    }

    [Fact]
    public void A_row_that_is_out_of_order_but_has_its_successor_is_kept_and_reported()
    {
        LoggedData data = LoggedTable.Of(complete: true)
            .Row("a", 2, 0, 1, next: 3, time: 2)
            .Row("a", 1, 1, 1, next: 2, time: 1, truncated: true)
            .Build();
        Assert.Equal([(2, 3), (1, 2)], LoggedTable.Transitions(data).Select(row => (row.State, row.Next)));
        Assert.Equal(
            "Row 1: its time is before that of row 0 of the same episode; kept, since it includes its next state.",
            Assert.Single(data.Report.Findings).ToString());
    }

    [Fact]
    public void A_row_that_is_written_twice_at_one_time_counts_once()
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, 1, time: 1)
            .Row("a", 1, 0, 1, time: 1)
            .Row("a", 2, 1, 1, time: 1, terminated: true)
            .Build();
        Assert.Equal([(1, 2), (2, 2)], LoggedTable.Transitions(data).Select(row => (row.State, row.Next)));
        Assert.Equal("Row 1: it repeats row 0; left out.", Assert.Single(data.Report.Findings).ToString());
    }

    [Fact]
    public void Without_a_time_a_repeated_row_is_kept_and_told_of()
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, 1)
            .Row("a", 1, 0, 1)
            .Row("a", 1, 1, 1, terminated: true)
            .Build();
        Assert.Equal(3, data.Transitions.Count);
        Assert.StartsWith("1 rows equal the row before them", Assert.Single(data.Report.Warnings), StringComparison.Ordinal);
    }
}
