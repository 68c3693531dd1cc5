using DeepQ.Learning.Data;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Data;

public sealed class LoggedDataBuilderTests
{
    [Fact]
    public void So_is_one_that_is_larger_than_what_is_free_where_no_limit_is_set()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => LoggedTable.Of(rows: 1_000_000_000_000));
        Assert.Matches(
            "^The 1000000000000 rows take at least [0-9.]+ MB, but [0-9.]+ MB are available, eight tenths of what is free", error.Message);
    }

    [Fact]
    public void A_table_of_unknown_length_grows_and_loses_nothing()
    {
        LoggedTable table = LoggedTable.Of();
        for (int i = 0; i < 10_000; i++)
            table.Row("a", i, i % 2, i, terminated: i == 9_999);
        LoggedData data = table.Build();
        var rows = LoggedTable.Transitions(data, gamma: 1, steps: 3);
        Assert.Equal(10_000, rows.Length);
        Assert.Equal((0, 0, 3, 1, 3), rows[0]);
        Assert.Equal((4095, 1, 4095 + 4096 + 4097, 1, 4098), rows[4095]);
        Assert.Equal((9998, 0, 9998 + 9999, 0, 9999), rows[9998]);
    }

    [Fact]
    public void A_table_that_is_known_to_be_too_large_is_refused_before_it_is_read()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => LoggedTable.Of(rows: 1_000_000, memoryLimit: 1_000_000));
        Assert.StartsWith("The 1000000 rows take at least ", error.Message, StringComparison.Ordinal);
        Assert.Contains("but DataMemoryLimit is 1.0 MB: raise it", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_table_of_unknown_length_is_refused_where_it_becomes_too_large()
    {
        LoggedTable table = LoggedTable.Of(memoryLimit: 200_000);
        ArgumentException error = Assert.Throws<ArgumentException>(() =>
        {
            for (int i = 0; i < 1_000_000; i++)
                table.Row("a", i, i % 2, i);
        });
        Assert.Matches("^The first [0-9]+ rows take 0.[2-9] MB, but DataMemoryLimit is 0.2 MB", error.Message);
    }

    [Fact]
    public void Rows_in_a_file_are_no_memory()
    {
        using TemporaryFolder folder = new();
        using LoggedTable table = LoggedTable.Of(rows: 40_000, memoryLimit: 200_000, folder: folder["rows"]);
        for (int i = 0; i < 40_000; i++)
            table.Row("a", i, i % 2, i, terminated: i == 39_999);
        using LoggedData data = table.Build();
        Assert.InRange(data.Report.MemorySize, 1, 10_000);
        Assert.True(data.Report.FileSize > 40_000 * 20);
        Assert.Equal((39_998, 0, 39_998, 1, 39_999), LoggedTable.Transitions(data, gamma: 1)[39_998]);
    }

    [Fact]
    public void The_file_of_a_table_that_is_refused_is_deleted()
    {
        using TemporaryFolder folder = new();
        using (LoggedTable table = LoggedTable.Of(folder: folder["rows"]))
        {
            table.Row("a", 1, 0, 1);
            Assert.Throws<ArgumentException>(table.Build);
        }

        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["rows"]));
    }

    [Fact]
    public void A_file_that_the_disk_has_no_room_for_is_refused_before_it_is_read()
    {
        using TemporaryFolder folder = new();
        IOException error = Assert.Throws<IOException>(() => new LoggedDataBuilder(new LoggedDataShape
        {
            ObservationSize = 1,
            MaskedActions = 1_000_000,
            IsComplete = true,
            Rows = 2_000_000_000,
            Folder = folder["rows"],
        }));
        Assert.Contains("0.0 MB and needs 250040000.0 MB more", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["rows"]));
    }

    [Fact]
    public void So_do_episodes_and_their_names()
    {
        long one = Size(_ => "episode-00000");
        long each = Size(i => $"episode-{i:00000}");

        // 200 bytes and the name of 13 letters, but for the room of a row more or less.
        Assert.Equal(999 * (200 + (2 * 13)), each - one, (expected, actual) => Math.Abs(expected - actual) < 100);

        static long Size(Func<int, string> episode)
        {
            LoggedTable table = LoggedTable.Of();
            for (int i = 0; i < 1_000; i++)
                table.Row(episode(i), i, i % 2, 1, terminated: episode(i) != episode(i + 1) || i == 999);
            return table.Build().Report.MemorySize;
        }
    }

    [Fact]
    public void Rows_that_wait_count_too()
    {
        LoggedTable table = LoggedTable.Of(rows: 1, memoryLimit: 100_000).Row("a", 0, 0, 0);
        Assert.Throws<ArgumentException>(() =>
        {
            for (int i = 0; i < 10_000; i++)
                table.Row("b", i, i % 2, i);
        });
    }

    [Fact]
    public void A_table_without_rows_is_refused() => AssertRefused(
        LoggedTable.Of(), "The table has no rows; at least one transition is needed.");

    [Fact]
    public void A_table_of_which_no_transition_can_be_made_is_refused() => AssertRefused(
        LoggedTable.Of().Row("a", 1, 0, 1, truncated: true).Row("b", 1, 0, 1, truncated: true),
        "The 2 rows yield no transition. Row 0: episode 'a' was cut off here");

    [Fact]
    public void A_shuffled_table_is_refused()
    {
        LoggedTable table = LoggedTable.Of();
        foreach (int time in new[] { 5, 9, 3, 7, 1, 2, 8, 4, 6 })
            table.Row("a", time, time % 2, 1, terminated: time == 9, time: time);
        AssertRefused(table, "7 of the 9 rows are in places where they cannot be used; is the table shuffled? Sort it by " +
            "episode and time. " +
            "Row 2: episode 'a' ended in row 1; left out.");
    }

    [Fact]
    public void An_action_that_was_never_logged_and_one_that_alone_was_are_told_of()
    {
        LoggedData data = LoggedTable.Of(complete: true, episodes: false)
            .Row("", 1, 1, 1, next: 2)
            .Row("", 2, 1, 1, next: 1)
            .Build();
        Assert.Equal(
            "Only 'right' was ever chosen: its value can be learned, but not whether another action is better.",
            Assert.Single(data.Report.Warnings));
        Assert.Equal([("left", 0), ("right", 2)], data.Report.Actions.Select(action => (action.Key, action.Value)));
    }

    [Fact]
    public void A_table_where_all_is_terminal_is_told_of()
    {
        LoggedData data = LoggedTable.Of(complete: true, episodes: false)
            .Row("", 1, 0, 1, next: 1, terminated: true)
            .Row("", 1, 1, 1, next: 1, terminated: true)
            .Build();
        Assert.StartsWith("Every row is terminal", Assert.Single(data.Report.Warnings), StringComparison.Ordinal);
    }

    [Fact]
    public void Episodes_of_one_step_are_no_mistake() => Assert.Empty(LoggedTable.Of()
        .Row("a", 1, 0, 1, terminated: true)
        .Row("b", 1, 1, 1, terminated: true)
        .Build().Report.Warnings);

    [Fact]
    public void Successors_that_never_are_the_next_state_are_told_of()
    {
        LoggedData data = LoggedTable.Of(complete: true)
            .Row("a", 1, 0, 1, next: 2.5f).Row("a", 2, 1, 1, next: 3.5f).Row("a", 3, 1, 1, terminated: true).Build();
        Assert.StartsWith(
            "No next state is the state of the next row of its episode, in 2 places where it could be.",
            Assert.Single(data.Report.Warnings),
            StringComparison.Ordinal);
    }

    private static void AssertRefused(LoggedTable table, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(table.Build).Message, StringComparison.Ordinal);
}
