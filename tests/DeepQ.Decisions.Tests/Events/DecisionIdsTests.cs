using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Tests.Events;

public sealed class DecisionIdsTests
{
    private static readonly DateTimeOffset Time = new(2026, 3, 1, 12, 0, 0, 123, TimeSpan.Zero);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_id_tells_its_time_and_whether_it_is_logged(bool isLogged)
    {
        Guid id = isLogged ? DecisionIds.New(Time) : DecisionIds.AsUnlogged(DecisionIds.New(Time));
        Assert.Equal(7, id.Version);
        Assert.Equal(Time, DecisionIds.TimeOf(id));
        Assert.Equal(isLogged, DecisionIds.IsLogged(id));
    }

    [Fact]
    public void Ids_of_other_kinds_have_no_time() => Assert.Null(DecisionIds.TimeOf(Guid.Parse("e02fa0e4-01ad-4b0a-8130-0d05a0008ba0")));

    [Fact]
    public void A_time_beyond_the_calendar_is_none() => Assert.Null(DecisionIds.TimeOf(Guid.Parse("ffffffff-ffff-7fff-8fff-ffffffffffff")));
}
