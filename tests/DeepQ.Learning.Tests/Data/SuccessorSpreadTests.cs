namespace DeepQ.Learning.Tests.Data;

/// <summary>States and successors that went through transforms of their own, where no column says so.</summary>
public sealed class SuccessorSpreadTests
{
    [Fact]
    public void States_that_were_scaled_and_successors_that_were_not_are_warned_of() =>
        // A walk over 0 … 99, whose states are a hundredth of that.
        Assert.Contains(Warnings(state => state / 100, next => next), warning => warning.StartsWith(
            "Value 0 of the states is 0.495 ± 0.289, and that of the next states 49.5 ± 28.9.", StringComparison.Ordinal));

    [Fact]
    public void States_that_were_moved_are_warned_of() =>
        Assert.Contains(Warnings(state => state, next => next + 200.2f), warning => warning.StartsWith(
            "Value 0 of the states is 49.5 ± 28.9, and that of the next states 250 ± 28.9.", StringComparison.Ordinal));

    [Fact]
    public void States_and_successors_of_one_description_are_not() =>
        Assert.DoesNotContain(
            Warnings(state => state, next => next),
            warning => warning.StartsWith("Value", StringComparison.Ordinal));

    [Fact]
    public void A_value_that_never_changes_and_terminal_successors_tell_nothing()
    {
        LoggedTable table = LoggedTable.Of(complete: true, episodes: false);
        for (int i = 0; i < 100; i++)
            table.Row("", state: 1, i % 2, 1, terminated: i % 2 == 1, next: i % 2 == 1 ? 1_000 : 7);
        Assert.DoesNotContain(
            table.Build().Report.Warnings, warning => warning.StartsWith("Value", StringComparison.Ordinal));
    }

    private static IReadOnlyList<string> Warnings(Func<float, float> ofState, Func<float, float> ofSuccessor)
    {
        LoggedTable table = LoggedTable.Of(complete: true, episodes: false);
        for (int i = 0; i < 100; i++)
            table.Row("", ofState(i), i % 2, 1, next: ofSuccessor((i + 1) % 100));
        return table.Build().Report.Warnings;
    }
}
