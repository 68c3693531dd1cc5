namespace DeepQ.Learning.Tests.OffPolicy;

public sealed class LoggedRowsTests
{
    [Theory]
    [InlineData(2_200_000, 1_000, long.MaxValue, "88.0 GB, in arrays of 2200000000 values")]
    [InlineData(1_000_000, 100, 3_900_000_000, "4.0 GB, in arrays of 100000000 values; 3.9 GB are at hand")]
    public void More_than_an_array_or_the_memory_holds_is_refused(long rows, int actions, long room, string told)
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => LoggedRows.RequireRoom(rows, actions, room));

        Assert.StartsWith($"Judging a policy on {rows} transitions with {actions} actions takes ", error.Message);
        Assert.Contains(told, error.Message);
    }

    [Fact]
    public void What_fits_is_not() => LoggedRows.RequireRoom(1_000_000, 100, room: 4_000_000_000);
}
