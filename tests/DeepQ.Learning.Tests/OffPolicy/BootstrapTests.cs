using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Tests.OffPolicy;

public sealed class BootstrapTests
{
    private static readonly double[] Numbers = [.. Enumerable.Range(0, 100).Select(i => (double)i)];

    [Fact]
    public void The_interval_of_a_mean_is_that_of_its_standard_error()
    {
        // The mean of 0 … 99 is 49.5 with the standard error √((100² − 1) / 12 / 100) = 2.887.
        Estimate studentized = Bootstrap.Studentized(Numbers, MeanAndError, new Xoshiro256(1), 4_000);
        Estimate normal = Bootstrap.Normal(Numbers, Mean, new Xoshiro256(1), 4_000);
        foreach (Estimate estimate in new[] { studentized, normal })
        {
            Assert.Equal(49.5, estimate.Value);
            Assert.Equal(49.5 - (1.96 * 2.887), estimate.Lower, 0.5);
            Assert.Equal(49.5 + (1.96 * 2.887), estimate.Upper, 0.5);
        }
    }

    [Fact]
    public void Where_a_few_episodes_carry_most_of_the_mean_the_interval_reaches_further_up()
    {
        double[] skewed = [.. Enumerable.Range(0, 100).Select(i => i % 20 == 0 ? 20.0 : 0.0)];
        Estimate estimate = Bootstrap.Studentized(skewed, MeanAndError, new Xoshiro256(1), 4_000);
        Assert.Equal(1, estimate.Value);
        Assert.True(estimate.Upper - 1 > 1.3 * (1 - estimate.Lower));
    }

    [Fact]
    public void A_generator_gives_one_interval() => Assert.Equal(
        Bootstrap.Studentized(Numbers, MeanAndError, new Xoshiro256(7), 50),
        Bootstrap.Studentized(Numbers, MeanAndError, new Xoshiro256(7), 50));

    [Fact]
    public void Draws_that_say_nothing_are_left_out()
    {
        // Two of three draws are NaN, or of no error; the third lies 2 errors above, so that both ends are 2 · ½ below.
        Queue<(double, double)> figures = new([(1, 0.5), (double.NaN, 1), (3, 1), (4, 0)]);
        Estimate estimate = Bootstrap.Studentized([0], _ => figures.Dequeue(), new Xoshiro256(1), 3);
        Assert.Equal(new Estimate(1, 0, 0), estimate);
        Estimate nothing = Bootstrap.Studentized([0], _ => (1, double.NaN), new Xoshiro256(1));
        Assert.Equal(new Estimate(1, double.NaN, double.NaN), nothing);
    }

    [Fact]
    public void What_never_varies_is_sure() =>
        Assert.Equal(new Estimate(2, 2, 2), Bootstrap.Studentized([2.0, 2.0], MeanAndError, new Xoshiro256(1)));

    [Theory]
    // Of 1 and 3 the deviation is √2, and Student's quantile of one degree of freedom 12.706.
    [InlineData(new[] { 1.0, 3 }, 12.7062 * 1.41421)]
    // Of 1, 2 and 3 it is 1, and the quantile of two degrees 4.303.
    [InlineData(new[] { 1.0, 2, 3 }, 4.3027)]
    // One draw tells no deviation.
    [InlineData(new[] { 1.0 }, double.NaN)]
    public void The_fewer_draws_there_are_the_wider_is_an_interval(double[] drawn, double reach)
    {
        Queue<double> values = new([5, .. drawn]);
        Estimate estimate = Bootstrap.Normal(Numbers, _ => values.Dequeue(), new Xoshiro256(1), drawn.Length);
        Assert.Equal(5, estimate.Value);
        Assert.Equal(5 - reach, estimate.Lower, 3);
        Assert.Equal(5 + reach, estimate.Upper, 3);
    }

    [Fact]
    public void Without_an_episode_there_is_nothing_to_draw() =>
        Assert.Throws<ArgumentException>(() => Bootstrap.Normal<double>([], _ => 0, new Xoshiro256(1)));

    private static (double Value, double Error) MeanAndError(IReadOnlyList<double> sample)
    {
        double mean = sample.Average();
        return (mean, Math.Sqrt(sample.Average(value => Math.Pow(value - mean, 2)) / (sample.Count - 1)));
    }

    private static double Mean(IReadOnlyList<double> sample) => sample.Average();
}
