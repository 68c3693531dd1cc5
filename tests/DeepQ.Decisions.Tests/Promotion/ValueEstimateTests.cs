using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Tests.Promotion;

public sealed class ValueEstimateTests
{
    [Fact]
    public void A_mean_has_the_interval_of_its_standard_error()
    {
        // Squares around 3 sum to 20, so that the standard error is √(20 / (5 · 4)) = 1; t of four degrees of freedom is 2.776445.
        ValueEstimate estimate = ValueEstimate.OfMean([0, 2, 3, 4, 6]);
        Assert.Equal(3, estimate.Value, 1e-12);
        Assert.Equal(3 - 2.776445, estimate.Lower, 1e-6);
        Assert.Equal(3 + 2.776445, estimate.Upper, 1e-6);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Few_values_hold_their_truth_as_often_as_many(int count)
    {
        Random random = new(1);
        int held = 0;
        double[] values = new double[count];
        for (int trial = 0; trial < 4_000; trial++)
        {
            for (int i = 0; i < count; i++)
                values[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            ValueEstimate estimate = ValueEstimate.OfMean(values);
            held += estimate.Lower <= 0 && estimate.Upper >= 0 ? 1 : 0;
        }

        // 95% of 4,000, and a standard deviation of 14.
        Assert.InRange(held, 3_800 - 45, 3_800 + 45);
    }

    [Fact]
    public void What_both_have_in_common_cancels_out()
    {
        ValueEstimate difference = ValueEstimate.OfDifference([101, 51, 1], [100, 50, 0]);
        Assert.Equal(new(1, 1, 1), difference);
    }

    [Fact]
    public void A_mean_of_groups_has_the_interval_of_the_delta_method()
    {
        // 12 over 6; the distances 0, −2 and 2 give √(8 · 3 / 2) / 6 = 0.57735, and t of two degrees of freedom is 4.302653.
        ValueEstimate estimate = ValueEstimate.OfRatio([2, 2, 8], [1, 2, 3]);
        Assert.Equal(2, estimate.Value);
        Assert.Equal(2 - (4.302653 * 0.57735027), estimate.Lower, 1e-6);
        Assert.Equal(2 + (4.302653 * 0.57735027), estimate.Upper, 1e-6);

        ValueEstimate ones = ValueEstimate.OfRatio([0, 2, 3, 4, 6], [1, 1, 1, 1, 1]), mean = ValueEstimate.OfMean([0, 2, 3, 4, 6]);
        Assert.Equal(mean.Lower, ones.Lower, 1e-12);
    }

    [Fact]
    public void A_difference_of_separate_estimates_spans_both_intervals() =>
        Assert.Equal(new(2, -1, 6), new ValueEstimate(5, 4, 7).Minus(new(3, 1, 5)));

    [Theory]
    [InlineData(1, 0, 2, true)]
    [InlineData(1, double.NaN, 2, false)]
    [InlineData(1, 0, double.PositiveInfinity, false)]
    [InlineData(double.NaN, 0, 2, false)]
    [InlineData(3, 0, 2, false)]
    public void An_interval_is_finite_and_holds_the_value(double value, double lower, double upper, bool expected) =>
        Assert.Equal(expected, new ValueEstimate(value, lower, upper).HasInterval);

    [Fact]
    public void What_cannot_be_estimated_is_told()
    {
        Assert.Contains("at least two", Assert.Throws<ArgumentException>(() => ValueEstimate.OfMean([1])).Message);
        Assert.Contains("Value 1 is NaN", Assert.Throws<ArgumentException>(() => ValueEstimate.OfMean([1, double.NaN])).Message);
        Assert.Contains("at least two", Assert.Throws<ArgumentException>(() => ValueEstimate.OfRatio([1], [1])).Message);
        Assert.Contains("2 sums and 1", Assert.Throws<ArgumentException>(() => ValueEstimate.OfRatio([1, 2], [1])).Message);
        Assert.Contains("Group 1", Assert.Throws<ArgumentException>(() => ValueEstimate.OfRatio([1, 2], [1, 0])).Message);
        Assert.Contains("Group 0", Assert.Throws<ArgumentException>(() => ValueEstimate.OfRatio([double.NaN, 2], [1, 1])).Message);
        Assert.Contains(
            "3 values of the candidate and 2", Assert.Throws<ArgumentException>(() => ValueEstimate.OfDifference([1, 2, 3], [1, 2])).Message);
    }
}
