using DeepQ.Learning.Schedules;

namespace DeepQ.Learning.Tests.Schedules;

public sealed class ExponentialScheduleTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(50, 0.1)]
    [InlineData(75, 0.0316227766)]
    [InlineData(100, 0.01)]
    [InlineData(1000, 0.01)]
    public void The_value_falls_by_the_same_factor_at_every_step_and_stays(long step, double value) =>
        Assert.Equal(value, new ExponentialSchedule(1, 0.01, 100).At(step), 10);

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public void A_value_that_no_factor_reaches_is_refused(double start, double end) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new ExponentialSchedule(start, end, 10));
}
