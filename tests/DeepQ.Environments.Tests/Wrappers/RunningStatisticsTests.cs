using DeepQ.Environments.Wrappers;

namespace DeepQ.Environments.Tests.Wrappers;

public sealed class RunningStatisticsTests
{
    [Fact]
    public void The_first_update_is_that_of_the_formula()
    {
        // Weight 1e-4 of (mean 0, variance 1), then the value 2: total weight 1.0001.
        RunningStatistics statistics = new(1);
        statistics.Update([2]);
        Assert.Equal(1.0001, statistics.Count, 15);
        Assert.Equal(2 / 1.0001, statistics.Mean[0], 15);
        Assert.Equal((1e-4 + 4 * 1e-4 / 1.0001) / 1.0001, statistics.Variance[0], 15);
    }

    [Fact]
    public void A_long_stream_has_its_mean_and_population_variance()
    {
        Xoshiro256 random = new(3);
        float[] stream = [.. Enumerable.Range(0, 5000).Select(_ => 3 + 2 * random.NextSingle())];
        RunningStatistics statistics = new(1);
        foreach (float value in stream)
            statistics.Update([value]);

        double mean = stream.Average(value => (double)value);
        double variance = stream.Average(value => (value - mean) * (value - mean));
        Assert.Equal(mean, statistics.Mean[0], 6);
        Assert.Equal(variance, statistics.Variance[0], 6);
    }

    [Fact]
    public void Normalize_subtracts_the_mean_and_divides_by_the_deviation()
    {
        RunningStatistics statistics = new(2);
        statistics.Load([10, 1, -2, 4, 0.25]);
        float[] vector = [5, -3];
        statistics.Normalize(vector);
        Assert.Equal([2, -2], vector, (a, b) => Math.Abs(a - b) < 1e-6);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, double.NaN)]
    [InlineData(3, -1)]
    public void An_impossible_state_is_refused(int index, double value)
    {
        double[] state = [10, 1, -2, 4, 0.25];
        state[index] = value;
        Assert.StartsWith(
            $"Value {index} of the statistics is {value};",
            Assert.Throws<ArgumentException>(() => new RunningStatistics(2).Load(state)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void Vectors_of_another_length_are_refused()
    {
        RunningStatistics statistics = new(2);
        Assert.Equal(
            "2 values are required, not 1.", Assert.Throws<ArgumentException>(() => statistics.Update([1])).Message);
        Assert.Throws<ArgumentException>(() => statistics.Normalize(new float[3]));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RunningStatistics(0));
    }
}
