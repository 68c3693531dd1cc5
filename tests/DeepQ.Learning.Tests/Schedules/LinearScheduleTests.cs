using DeepQ.Learning.Schedules;

namespace DeepQ.Learning.Tests.Schedules;

public sealed class LinearScheduleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(25, 0.775)]
    [InlineData(50, 0.55)]
    [InlineData(100, 0.1)]
    [InlineData(1000, 0.1)]
    public void The_value_falls_evenly_and_stays(long step, double value) =>
        Assert.Equal(value, new LinearSchedule(1, 0.1, 100).At(step), 12);

    [Fact]
    public void A_number_is_a_schedule_that_never_changes()
    {
        Schedule schedule = 0.3;
        Assert.Equal(0.3, schedule.At(0));
        Assert.Equal(0.3, schedule.At(1_000_000));
    }
}
