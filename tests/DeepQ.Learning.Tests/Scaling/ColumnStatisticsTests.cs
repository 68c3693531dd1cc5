using DeepQ.Learning.Scaling;

namespace DeepQ.Learning.Tests.Scaling;

public sealed class ColumnStatisticsTests
{
    [Fact]
    public void Values_of_all_kinds_are_standardized()
    {
        ColumnStatistics column = Of(1, 2, 3, 6);

        Assert.Equal(3, column.Offset);
        Assert.Equal(1 / MathF.Sqrt(3.5f), column.Factor, 1e-6f);
    }

    [Fact]
    public void A_column_that_never_changes_is_left_out()
    {
        ColumnStatistics column = Of(7, 7, 7);

        Assert.Equal((7, 0), (column.Offset, column.Factor));
        Assert.False(column.IsIndistinct);
    }

    [Theory]
    [InlineData(0, 1, 0, 1)]
    [InlineData(0, 250, 0, 0.004)]
    [InlineData(-2, 0, 0, 0.5)]
    [InlineData(50, 52, 50, 0.5)]
    public void Two_values_become_0_and_1_and_a_zero_stays_one(float one, float other, float offset, double factor)
    {
        foreach (ColumnStatistics column in new[] { Of(one, one, other), Of(other, one, other, other) })
        {
            Assert.Equal(offset, column.Offset);
            Assert.Equal((float)factor, column.Factor, 1e-7f);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public void The_value_that_half_of_the_rows_have_becomes_0_and_the_others_are_scaled(float usual)
    {
        ColumnStatistics column = Of(usual, usual + 3, usual, usual - 4, usual);

        Assert.Equal(usual, column.Offset);
        Assert.Equal(1 / MathF.Sqrt(12.5f), column.Factor, 1e-6f);
    }

    [Fact]
    public void Values_that_float32_hardly_tells_apart_are_told_of()
    {
        const float far = 16_777_216; // 2²⁴: the next float is 2 greater

        Assert.True(Of(far, far + 2, far + 4, far + 6).IsIndistinct);
        Assert.False(Of(far, 2 * far, 3 * far, 4 * far).IsIndistinct);
    }

    [Fact]
    public void A_value_that_is_far_from_all_others_is_told_of()
    {
        float[] usual = [.. Enumerable.Range(0, 9_999).Select(i => (float)(i % 100))];

        Assert.False(Of([.. usual, 1_000]).HasOutlier);
        Assert.True(Of([.. usual, 1e6f]).HasOutlier);
        // In rows of which one in 10,000 has a flag, the flag is what there is to see.
        Assert.False(Of([.. new float[9_999], 1]).HasOutlier);
        Assert.False(Of(3, 3).HasOutlier);
    }

    [Fact]
    public void Values_that_hardly_differ_from_zero_have_a_finite_factor() =>
        Assert.Equal(1e30f, Of(float.Epsilon, 2 * float.Epsilon, 3 * float.Epsilon, 0).Factor);

    private static ColumnStatistics Of(params float[] values)
    {
        ColumnStatistics column = new();
        foreach (float value in values)
            column.Add(value);
        foreach (float value in values)
            column.AddToUsual(value);
        return column;
    }
}
