using DeepQ.MLNet.Curves;

namespace DeepQ.MLNet.Tests.Curves;

public sealed class CurvePointTests
{
    [Fact]
    public void The_running_mean_is_of_the_latest_points_and_of_fewer_at_the_start()
    {
        CurvePoint[] points = [new(10, 1), new(20, 3), new(35, 8), new(50, 4)];

        Assert.Equal(
            [new(10, 1), new(20, 2), new(35, 4), new(50, 5)],
            CurvePoint.RunningMean(points, window: 3));
    }

    [Fact]
    public void No_points_have_no_mean() => Assert.Empty(CurvePoint.RunningMean([], window: 3));

    [Fact]
    public void Of_many_points_every_nth_is_left_and_the_last() => Assert.Equal(
        [1L, 4, 7], CurvePoint.EveryNth([.. Enumerable.Range(0, 8).Select(i => new CurvePoint(i, 0))], 3).Select(point => point.Step));
}
