using DeepQ.Learning.Data;

namespace DeepQ.Learning.Tests.Data;

/// <summary>Which steps are left out where the state after the last one of an episode is not known.</summary>
public sealed class UnknownSuccessorsTests
{
    [Fact]
    public void With_one_limit_for_all_what_terminates_there_is_left_out_too()
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, 1).Row("a", 2, 1, 5, truncated: true)
            .Row("b", 3, 1, 1).Row("b", 4, 0, 7, terminated: true)
            .Row("c", 5, 0, 1, terminated: true)
            .Build();
        Assert.Equal(
            [(1, 0.5f, 2), (3, 0.5f, 4), (5, 0, 5)],
            LoggedTable.Transitions(data).Select(row => (row.State, row.Discount, row.Next)));
        Assert.Equal([5f, 7f, null], data.Episodes!.Select(episode => episode.Tail?.Reward));
        Assert.Empty(data.Report.Warnings);
        Assert.Equal(
            "Episodes are cut off after 2 steps, and the state after the last one is not known. What is left out " +
            "must not depend on the outcome, so step 2 of the 1 episodes that terminate there is left out too.",
            Assert.Single(data.Report.Notes));
    }

    [Fact]
    public void The_limit_may_be_seen_where_rows_only_stop()
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, 1).Row("a", 2, 1, 1)
            .Row("b", 3, 1, 1).Row("b", 4, 0, 1, terminated: true)
            .Row("c", 5, 0, 1).Row("c", 6, 0, 1)
            .Build();
        Assert.Equal([(1, 2), (3, 4), (5, 6)], LoggedTable.Transitions(data).Select(row => (row.State, row.Next)));
        Assert.Empty(data.Report.Warnings);
    }

    [Theory]
    [InlineData(1, "too low, since rewards are positive on average")]
    [InlineData(-1, "too high, since rewards are negative on average")]
    public void Without_one_limit_the_share_and_the_direction_of_the_lean_are_told(float reward, string direction)
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, reward).Row("a", 2, 1, reward, truncated: true)
            .Row("b", 3, 1, reward).Row("b", 4, 0, reward).Row("b", 5, 0, reward, truncated: true)
            .Row("c", 6, 0, reward, terminated: true)
            .Row("d", 7, 0, reward, terminated: true)
            .Build();
        Assert.Equal(5, data.Transitions.Count);
        Assert.Equal(data.Report.Bias, Assert.Single(data.Report.Warnings));
        Assert.StartsWith("In 2 of 4 episodes (50", data.Report.Bias, StringComparison.Ordinal);
        Assert.Contains(direction, data.Report.Bias, StringComparison.Ordinal);
    }

    [Fact]
    public void Where_nothing_terminates_nothing_leans()
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, 1).Row("a", 2, 1, 1, truncated: true)
            .Row("b", 3, 1, 1).Row("b", 4, 0, 1).Row("b", 5, 0, 1, truncated: true)
            .Build();
        Assert.Equal(3, data.Transitions.Count);
        Assert.Empty(data.Report.Warnings);
    }
}
