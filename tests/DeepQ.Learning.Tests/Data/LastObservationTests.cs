using DeepQ.Learning.Data;

namespace DeepQ.Learning.Tests.Data;

/// <summary>Rows without an action, which show the state that an episode ended in.</summary>
public sealed class LastObservationTests
{
    private const int None = -1;

    [Fact]
    public void It_is_the_successor_of_the_row_before_it_and_nothing_is_lost()
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, 10)
            .Row("a", 2, 1, 20)
            .Row("a", 3, None, 0)
            .Row("b", 5, 0, 30)
            .Row("b", 6, None, 0)
            .Build();
        Assert.Equal(
            [(1, 0, 10, 0.5f, 2), (2, 1, 20, 0.5f, 3), (5, 0, 30, 0.5f, 6)], LoggedTable.Transitions(data));
        Assert.Empty(data.Report.Findings);
        Assert.Empty(data.Report.Warnings);
        Assert.Equal((5, 0), (data.Report.Rows, data.Report.RowsLeftOut));
        Assert.All(data.Episodes!, episode => Assert.Null(episode.Tail));
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void How_the_episode_ended_may_stand_in_the_last_step_or_beside_the_observation(bool inStep, bool beside)
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, 10)
            .Row("a", 2, 1, 20, terminated: inStep)
            .Row("a", 3, None, 0, terminated: beside)
            .Row("b", 5, 1, 30)
            .Row("b", 6, 0, 30, truncated: inStep)
            .Row("b", 7, None, 0, truncated: beside)
            .Build();
        Assert.Equal(
            [(1, 0, 10, 0.5f, 2), (2, 1, 20, 0, 2), (5, 1, 30, 0.5f, 6), (6, 0, 30, 0.5f, 7)],
            LoggedTable.Transitions(data));
        Assert.Empty(data.Report.Findings);
        Assert.Equal(1, data.Report.Terminal);
    }

    [Fact]
    public void It_is_waited_for_where_rows_of_several_episodes_take_turns()
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, 1)
            .Row("b", 11, 0, 1)
            .Row("c", 21, 1, 1)
            .Row("a", 2, 0, 1, truncated: true)
            .Row("b", 12, 0, 1, truncated: true)
            .Row("c", 22, 1, 1)
            .Row("a", 3, None, 0)
            .Row("b", 13, None, 0)
            .Row("c", 23, 1, 1, terminated: true)
            .Build();
        Assert.Equal(
            [(1, 2), (2, 3), (11, 12), (12, 13), (21, 22), (22, 23), (23, 23)],
            LoggedTable.Transitions(data).Select(row => (row.State, row.Next)));
        Assert.Empty(data.Report.Findings);
    }

    [Fact]
    public void A_row_without_an_action_that_is_not_the_last_one_is_refused()
    {
        Assert.Equal(
            "Row 1 has no action, but row 2 continues its episode 'a': only the last row of an episode, which shows its " +
            "final state, may have none.",
            Assert.Throws<ArgumentException>(() => LoggedTable.Of()
                .Row("a", 1, 0, 1).Row("a", 2, None, 0).Row("a", 3, 0, 1)).Message);
        Assert.StartsWith(
            "Row 0 has no action, and no row of its episode 'a' precedes it",
            Assert.Throws<ArgumentException>(() => LoggedTable.Of().Row("a", 1, None, 0)).Message,
            StringComparison.Ordinal);
    }
}
