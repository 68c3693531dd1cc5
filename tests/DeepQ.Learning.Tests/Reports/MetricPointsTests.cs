using DeepQ.Learning.Reports;

namespace DeepQ.Learning.Tests.Reports;

public sealed class MetricPointsTests
{
    [Fact]
    public void Many_values_become_means_of_some()
    {
        MetricPoints points = MetricPoints.Of(Enumerable.Range(1, 2_500).Select(i => ((long)i, (double)i))).Thinned();
        // Three together, and one in the end.
        Assert.Equal(834, points.Values.Count);
        Assert.Equal((3L, 2.0), (points.Steps[0], points.Values[0]));
        Assert.Equal((2_500L, 2_500.0), (points.Steps[^1], points.Values[^1]));
    }

    [Fact]
    public void A_running_mean_looks_back() => Assert.Equal(
        [1, 2, 4, 6], MetricPoints.Of([(1, 1), (2, 3), (3, 5), (4, 7)]).Smoothed(2).Values);
}
