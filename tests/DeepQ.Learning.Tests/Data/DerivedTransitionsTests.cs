using DeepQ.Learning.Data;

namespace DeepQ.Learning.Tests.Data;

/// <summary>What is made of episodes of one, two and three rows, by hand; γ = 0.5.</summary>
public sealed class DerivedTransitionsTests
{
    // A terminal successor is not in the table and worth nothing: the state stands in its place.
    private readonly LoggedData _data = LoggedTable.Of()
        .Row("one", 1, 0, reward: 4, terminated: true)
        .Row("two", 10, 1, reward: 2)
        .Row("two", 11, 0, reward: 8, truncated: true)
        .Row("three", 20, 0, reward: 1)
        .Row("three", 21, 1, reward: 2)
        .Row("three", 22, 1, reward: 4, terminated: true)
        .Row("cut", 30, 1, reward: 16, truncated: true)
        .Row("open", 40, 0, reward: 1)
        .Row("open", 41, 0, reward: 2)
        .Row("open", 42, 0, reward: 4)
        .Build();

    [Fact]
    public void A_successor_is_the_state_of_the_next_row() => Assert.Equal(
        [
            (1, 0, 4, 0, 1),
            (10, 1, 2, 0.5f, 11),
            (20, 0, 1, 0.5f, 21),
            (21, 1, 2, 0.5f, 22),
            (22, 1, 4, 0, 22),
            (40, 0, 1, 0.5f, 41),
            (41, 0, 2, 0.5f, 42),
        ],
        LoggedTable.Transitions(_data));

    [Fact]
    public void A_return_of_two_steps_stops_where_its_episode_does() => Assert.Equal(
        [
            (1, 0, 4, 0, 1),
            (10, 1, 2, 0.5f, 11),
            (20, 0, 1 + (2 / 2f), 0.25f, 22),
            (21, 1, 2 + (4 / 2f), 0, 22),
            (22, 1, 4, 0, 22),
            (40, 0, 1 + (2 / 2f), 0.25f, 42),
            (41, 0, 2, 0.5f, 42),
        ],
        LoggedTable.Transitions(_data, steps: 2));

    [Fact]
    public void A_return_of_three_steps_reaches_the_end_of_an_episode_of_three() => Assert.Equal(
        (20, 0, 1 + (2 / 2f) + (4 / 4f), 0f, 22), LoggedTable.Transitions(_data, steps: 3)[2]);

    [Fact]
    public void Episodes_keep_their_order_and_the_steps_that_are_no_transitions() => Assert.Equal(
        [
            ("one", 0, 1, EpisodeEnd.Terminated, null),
            ("two", 1, 1, EpisodeEnd.Truncated, 11),
            ("three", 2, 3, EpisodeEnd.Terminated, null),
            ("cut", 5, 0, EpisodeEnd.Truncated, 30),
            ("open", 5, 2, EpisodeEnd.BrokenOff, 42),
        ],
        _data.Episodes!.Select(episode => (episode.Id, episode.First, episode.Count, episode.End, episode.Tail?.State[0])));

    [Fact]
    public void Steps_that_are_no_transitions_are_reported_with_their_rows()
    {
        Assert.Equal([2, 6, 9], _data.Report.Findings.Select(finding => finding.Row));
        Assert.Equal(
            "Row 9: episode 'open' breaks off here, and the next state is not known; its reward counts in " +
            "returns, but " +
            "nothing is learned from it.",
            _data.Report.Findings[2].ToString());
        Assert.Equal((10, 7, 5, 2), (_data.Report.Rows, _data.Report.Transitions, _data.Report.Episodes, _data.Report.Terminal));
        Assert.Equal(3, _data.Report.RowsLeftOut);
    }

    [Fact]
    public void Rows_with_their_successors_give_the_same_and_lose_nothing_where_they_are_cut_off()
    {
        LoggedData data = LoggedTable.Of(complete: true)
            .Row("two", 10, 1, reward: 2, next: 11)
            .Row("two", 11, 0, reward: 8, next: 12, truncated: true)
            .Row("three", 12, 0, reward: 1, next: 21)
            .Row("three", 21, 1, reward: 2, next: float.NaN, terminated: true)
            .Build();
        Assert.Equal(
            [(10, 1, 2 + (8 / 2f), 0.25f, 12), (11, 0, 8, 0.5f, 12), (12, 0, 1 + (2 / 2f), 0, 21), (21, 1, 2, 0, 21)],
            LoggedTable.Transitions(data, steps: 2));
        Assert.Empty(data.Report.Findings);
    }

    [Fact]
    public void An_episode_that_breaks_off_is_not_followed_by_the_next_one_even_where_states_are_equal()
    {
        LoggedData data = LoggedTable.Of()
            .Row("a", 1, 0, reward: 1)
            .Row("a", 2, 0, reward: 1)
            .Row("b", 2, 1, reward: 8)
            .Row("b", 3, 0, reward: 1, terminated: true)
            .Build();
        Assert.Equal([(1, 0, 1, 0.5f, 2), (2, 1, 8.5f, 0, 3), (3, 0, 1, 0, 3)], LoggedTable.Transitions(data, steps: 2));
    }
}
