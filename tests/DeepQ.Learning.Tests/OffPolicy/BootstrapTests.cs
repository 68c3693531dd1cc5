namespace DeepQ.Learning.Tests.OffPolicy;

public sealed class BootstrapTests
{
    private static readonly double[] Numbers = [.. Enumerable.Range(0, 100).Select(i => (double)i)];

    [Fact]
    public void The_interval_of_a_mean_is_that_of_its_standard_error()
    {
        // The mean of 0 … 99 is 49.5 with the standard error √((100² − 1) / 12 / 100) = 2.887.
        Estimate accelerated = Bootstrap.Accelerated(Numbers, Mean, new Xoshiro256(1), 4_000);
        Estimate normal = Bootstrap.Normal(Numbers, Mean, new Xoshiro256(1), 4_000);
        foreach (Estimate estimate in new[] { accelerated, normal })
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
        Estimate estimate = Bootstrap.Accelerated(skewed, Mean, new Xoshiro256(1), 4_000);
        Assert.Equal(1, estimate.Value);
        Assert.True(estimate.Upper - 1 > 1.3 * (1 - estimate.Lower));
    }

    [Fact]
    public void A_generator_gives_one_interval() => Assert.Equal(
        Bootstrap.Accelerated(Numbers, Mean, new Xoshiro256(7), 50),
        Bootstrap.Accelerated(Numbers, Mean, new Xoshiro256(7), 50));

    [Fact]
    public void Draws_that_say_nothing_are_left_out()
    {
        // A draw without the one number that counts is NaN.
        Estimate estimate = Bootstrap.Accelerated(
            [1.0, double.NaN],
            sample => sample.Where(value => !double.IsNaN(value)).DefaultIfEmpty(double.NaN).Max(),
            new Xoshiro256(1));
        Assert.Equal(new Estimate(1, 1, 1), estimate);
        Estimate nothing = Bootstrap.Accelerated([1.0], _ => double.NaN, new Xoshiro256(1));
        Assert.Equal(double.NaN, nothing.Lower);
    }

    [Fact]
    public void Without_an_episode_there_is_nothing_to_draw() =>
        Assert.Throws<ArgumentException>(() => Bootstrap.Normal<double>([], _ => 0, new Xoshiro256(1)));

    private static double Mean(IReadOnlyList<double> sample) => sample.Average();
}
