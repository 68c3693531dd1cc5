using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Seeds;

namespace DeepQ.Learning.Tests.Seeds;

public sealed class InterquartileMeanTests
{
    // As scipy.stats.trim_mean(scores, 0.25) has it: a quarter, rounded down, is cut at either end.
    [Theory]
    [InlineData(new double[] { 5 }, 5)]
    [InlineData(new double[] { 1, 2, 9 }, 4)]
    [InlineData(new double[] { 100, 1, 2, 3 }, 2.5)]
    [InlineData(new double[] { 0, 4, 5, 6, 1000 }, 5)]
    [InlineData(new double[] { 8, 7, 6, 5, 4, 3, 2, 1 }, 4.5)]
    public void The_middle_half_counts(double[] scores, double mean) => Assert.Equal(mean, InterquartileMean.Of(scores), 12);

    [Fact]
    public void Of_no_scores_there_is_no_mean() => Assert.Equal(double.NaN, InterquartileMean.Of([]));

    [Fact]
    public void One_training_has_no_interval() =>
        Assert.Equal(new Estimate(3, double.NaN, double.NaN), InterquartileMean.Of([[3]], new Xoshiro256(1)));

    // Of sixteen normal scores the standard error is 1.2 / 4; a percentile bootstrap of so few covers a little less than 95%.
    [Trait("Category", "Slow")]
    [Fact]
    public void The_interval_covers_the_middle_95_times_of_100()
    {
        Xoshiro256 random = new(3);
        int covered = 0;
        for (int trial = 0; trial < 400; trial++)
        {
            double[] scores = [.. Enumerable.Range(0, 16).Select(_ => Normal(random))];
            Estimate estimate = InterquartileMean.Of([scores], random, resamples: 400);
            Assert.InRange(estimate.Value, estimate.Lower, estimate.Upper);
            covered += estimate.Lower <= 0 && 0 <= estimate.Upper ? 1 : 0;
        }

        Assert.InRange(covered, 360, 392);
    }

    // Each problem keeps as many trainings as it has, so that scores which differ between problems alone have no spread.
    [Fact]
    public void Trainings_are_drawn_within_their_problem()
    {
        Estimate estimate = InterquartileMean.Of([[1, 1, 1, 1], [3, 3, 3, 3]], new Xoshiro256(1));
        Assert.Equal(new Estimate(2, 2, 2), estimate);
    }

    private static double Normal(Xoshiro256 random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
