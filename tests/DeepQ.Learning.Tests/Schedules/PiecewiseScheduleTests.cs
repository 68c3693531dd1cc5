using DeepQ.Learning.Schedules;

namespace DeepQ.Learning.Tests.Schedules;

public sealed class PiecewiseScheduleTests
{
    private static readonly PiecewiseSchedule Schedule = new((10, 1), (20, 0.5), (120, 0.1));

    [Theory]
    [InlineData(0, 1)]
    [InlineData(10, 1)]
    [InlineData(15, 0.75)]
    [InlineData(20, 0.5)]
    [InlineData(70, 0.3)]
    [InlineData(120, 0.1)]
    [InlineData(500, 0.1)]
    public void The_value_moves_evenly_between_points_and_stays_beyond_them(long step, double value) =>
        Assert.Equal(value, Schedule.At(step), 12);

    [Fact]
    public void Equal_points_make_equal_schedules()
    {
        Assert.Equal(Schedule, new PiecewiseSchedule((10, 1), (20, 0.5), (120, 0.1)));
        Assert.NotEqual(Schedule, new PiecewiseSchedule((10, 1), (20, 0.4), (120, 0.1)));
        Assert.Equal("PiecewiseSchedule (10, 1) (20, 0.5) (120, 0.1)", Schedule.ToString());
    }

    [Fact]
    public void Steps_that_do_not_rise_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => new PiecewiseSchedule((5, 1), (5, 2)));
        Assert.StartsWith("Steps must ascend; 5 follows 5.", error.Message, StringComparison.Ordinal);
        Assert.Throws<ArgumentException>(() => new PiecewiseSchedule());
    }
}
