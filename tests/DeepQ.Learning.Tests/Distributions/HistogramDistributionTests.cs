using DeepQ.Learning.Distributions;

namespace DeepQ.Learning.Tests.Distributions;

public sealed class HistogramDistributionTests
{
    [Theory]
    [InlineData(0, 1, 2, null)]
    [InlineData(0, 1, 65_536, null)]
    [InlineData(-2, -1, 3, null)]
    [InlineData(double.NaN, double.NaN, 3, null)]
    [InlineData(0, 1, 1, "needs at least two returns")]
    [InlineData(0, 1, 65_537, "needs at most 65536 returns")]
    [InlineData(1, 1, 3, "needs a finite minimum below its finite maximum")]
    [InlineData(2, 1, 3, "needs a finite minimum below its finite maximum")]
    [InlineData(double.NaN, 1, 3, "needs a finite minimum below its finite maximum")]
    [InlineData(0, double.NaN, 3, "needs a finite minimum below its finite maximum")]
    [InlineData(0, double.PositiveInfinity, 3, "needs a finite minimum below its finite maximum")]
    // The distance between the two is no number.
    [InlineData(-1e308, 1e308, 3, "needs a finite minimum below its finite maximum")]
    public void Settings_that_make_no_histogram_are_named(double minimum, double maximum, int atoms, string? problem) =>
        Assert.Equal(problem, new CategoricalDistribution(minimum, maximum, atoms).Problem);

    [Fact]
    public void It_is_open_where_neither_end_is_given()
    {
        Assert.True(new CategoricalDistribution().IsOpen);
        Assert.False(new CategoricalDistribution(Minimum: 0).IsOpen);
        Assert.False(new CategoricalDistribution(Maximum: 0).IsOpen);
    }

    // Four bins of width 2 have the middles 11, 13, 15 and 17.
    [Fact]
    public void Other_returns_have_their_ends_where_the_bins_end()
    {
        Assert.Equal(new HLGaussDistribution(10, 18, 4), new HLGaussDistribution(0, 3, 4).WithReturns(11, 17));
        Assert.Equal(new CategoricalDistribution(-2, 4, 4), new CategoricalDistribution(0, 3, 4).WithReturns(-2, 4));
    }

    [Fact]
    public void In_units_the_ends_are_divided() =>
        Assert.Equal(new CategoricalDistribution(-2.5, 5, 3), new CategoricalDistribution(-10, 20, 3).InUnits(4));

    // A millionth of the distance of 4 between the ends is allowed.
    [Theory]
    [InlineData(-1, 3, 3, true)]
    [InlineData(-1, 3 + 3e-6, 3, true)]
    [InlineData(-1 - 3e-6, 3, 3, true)]
    [InlineData(-1, 3 + 5e-6, 3, false)]
    [InlineData(-1 - 3e-6, 3 + 3e-6, 3, false)]
    [InlineData(-1, 3, 4, false)]
    public void The_same_returns_are_alike_up_to_rounding(double minimum, double maximum, int atoms, bool alike)
    {
        CategoricalDistribution one = new(-1, 3, 3);
        Assert.Equal(alike, one.IsLike(new CategoricalDistribution(minimum, maximum, atoms)));
        Assert.False(one.IsLike(new HLGaussDistribution(minimum, maximum, atoms)));
        Assert.False(one.IsLike(ValueDistribution.Point));
    }

    // The returns 10, 12 and 14, asked for at 9, 11, 13 and 15: beyond the ends, and in the middles between two.
    [Fact]
    public void Logits_at_other_returns_lie_on_the_line_between_two()
    {
        (float[,] map, float[] shift) = new CategoricalDistribution(10, 14, 3).LogitsAt(new CategoricalDistribution(9, 15, 4));
        Assert.Equal(new float[,] { { 1, 0, 0 }, { 0.5f, 0.5f, 0 }, { 0, 0.5f, 0.5f }, { 0, 0, 1 } }, map);
        Assert.Equal([-10, 0, 0, -10], shift);
    }

    [Fact]
    public void Nearer_returns_weigh_more_and_an_end_that_rounding_moves_is_that_end()
    {
        // 10.5 is a quarter of the way from 10 to 12; the first return lies a millionth of a spacing before 10.
        (float[,] map, float[] shift) = new CategoricalDistribution(10, 14, 3).LogitsAt(new CategoricalDistribution(10 - 2e-6, 11, 3));
        Assert.Equal([0, 0, 0], shift);
        Assert.Equal(1, map[0, 0]);
        Assert.Equal(0.75f, map[1, 0], 1e-6f);
        Assert.Equal(0.25f, map[1, 1], 1e-6f);
    }

    [Fact]
    public void Another_number_of_probabilities_has_no_mean() => Assert.Equal(
        "A distribution of 3 returns needs 3 probabilities, not 2.",
        Assert.Throws<ArgumentException>(() => new CategoricalDistribution(0, 1, 3).Mean(new float[2])).Message);
}
