using DeepQ.MLNet.Curves;

namespace DeepQ.MLNet.Tests.Curves;

public sealed class ChartScaleTests
{
    [Fact]
    public void Values_lie_evenly_between_the_ends()
    {
        ChartScale scale = new(Min: 0, Max: 500, Start: 400, End: 100);

        Assert.Equal([400, 340, 100], new[] { 0.0, 100, 500 }.Select(scale.At));
    }

    [Theory]
    [InlineData(500, 6, 100)]
    [InlineData(39_000, 9, 5_000)]
    [InlineData(40_000, 9, 5_000)]
    [InlineData(50_000, 9, 10_000)]
    [InlineData(10_000, 9, 2_000)]
    [InlineData(1, 6, 0.2)]
    public void Ticks_are_the_closest_round_numbers_that_are_not_too_many(double max, int count, double apart)
    {
        IReadOnlyList<double> ticks = ChartScale.Ticks(0, max, count);

        Assert.Equal(Math.Floor(max / apart) + 1, ticks.Count);
        Assert.InRange(ticks.Count, 2, count);
        for (int i = 0; i < ticks.Count; i++)
            Assert.Equal(i * apart, ticks[i], 1e-9);
    }
}
