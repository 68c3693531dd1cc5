using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Tests.Promotion;

public sealed class StudentQuantileTests
{
    // The quantiles of tables.
    [Theory]
    [InlineData(1, 12.7062, 1e-4)]
    [InlineData(2, 4.3027, 1e-4)]
    [InlineData(3, 3.1824, 4e-3)]
    [InlineData(4, 2.7764, 1e-3)]
    [InlineData(5, 2.5706, 3e-4)]
    [InlineData(10, 2.2281, 1e-4)]
    [InlineData(30, 2.0423, 1e-4)]
    [InlineData(120, 1.9799, 1e-4)]
    [InlineData(int.MaxValue, 1.9600, 1e-4)]
    public void Quantiles_are_those_of_the_tables(int degreesOfFreedom, double expected, double tolerance) =>
        Assert.Equal(expected, StudentQuantile.Of(degreesOfFreedom), tolerance);

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Few_groups_hold_their_truth_as_often_as_many(int groups)
    {
        Random random = new(1);
        int held = 0;
        double[] values = new double[groups];
        for (int trial = 0; trial < 4_000; trial++)
        {
            for (int i = 0; i < groups; i++)
                values[i] = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            ValueEstimate estimate = ValueEstimate.OfMean(values);
            held += estimate.Lower <= 0 && estimate.Upper >= 0 ? 1 : 0;
        }

        // 95% of 4,000, and a standard deviation of 14.
        Assert.InRange(held, 3_800 - 45, 3_800 + 45);
    }
}
