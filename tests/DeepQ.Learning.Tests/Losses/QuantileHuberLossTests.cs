using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Tests.Losses;

public sealed class QuantileHuberLossTests
{
    [Fact]
    public void Errors_above_and_below_weigh_by_the_fraction()
    {
        // θ = (0, 1) at τ = (0.25, 0.75), y = (0.5, 3), κ = 1.
        // θ₀: u = 0.5 and 3: 0.25 · (0.125 + 2.5) / 2 = 0.328125; slope −0.25 · (0.5 + 1) / 2 = −0.1875.
        // θ₁: u = −0.5 and 2: (0.25 · 0.125 + 0.75 · 1.5) / 2 = 0.578125; slope (0.25 · 0.5 − 0.75 · 1) / 2 = −0.3125.
        float[] gradient = new float[2];
        double loss = QuantileHuberLoss.Evaluate([0, 1], [0.25f, 0.75f], [0.5f, 3], 1, gradient);
        Assert.Equal(0.328125 + 0.578125, loss, 6);
        Assert.Equal([-0.1875f, -0.3125f], gradient);
    }

    [Fact]
    public void The_threshold_divides_the_loss()
    {
        // u = 3 with κ = 2: L = 2 · (3 − 1) = 4, halved; slope −2, halved; both times τ = 0.5.
        float[] gradient = new float[1];
        Assert.Equal(1, QuantileHuberLoss.Evaluate([0], [0.5f], [3], 2, gradient), 6);
        Assert.Equal(-0.5f, gradient[0]);
    }

    [Fact]
    public void Descending_the_slope_finds_the_quantiles_of_the_samples()
    {
        // With a small threshold the minimum lies at the quantiles: of 0, 1, …, 9, those at 0.05, 0.25 and 0.85 are
        // 0, 2 and 8.
        float[] samples = [.. Enumerable.Range(0, 10).Select(i => (float)i)];
        float[] fractions = [0.05f, 0.25f, 0.85f];
        float[] quantiles = [5, 5, 5];
        float[] gradient = new float[3];
        for (int i = 0; i < 4_000; i++)
        {
            QuantileHuberLoss.Evaluate(quantiles, fractions, samples, 0.01f, gradient);
            for (int j = 0; j < 3; j++)
                quantiles[j] -= 0.02f * gradient[j];
        }

        Assert.Equal(0, quantiles[0], 0.05f);
        Assert.Equal(2, quantiles[1], 0.05f);
        Assert.Equal(8, quantiles[2], 0.05f);
    }

    [Theory]
    [InlineData(2, 1, 2, 1)]
    [InlineData(2, 2, 1, 1)]
    [InlineData(2, 2, 2, 0)]
    public void Lengths_that_do_not_agree_are_refused(int quantiles, int fractions, int gradient, int targets) =>
        Assert.Throws<ArgumentException>(() => QuantileHuberLoss.Evaluate(
            new float[quantiles], new float[fractions], new float[targets], 1, new float[gradient]));
}
