using DeepQ.Learning.Losses;

namespace DeepQ.Learning.Tests.Losses;

public sealed class LossTests
{
    [Theory]
    [InlineData(0.5f, 0.25f, 1)]
    [InlineData(-3, 9, -6)]
    public void The_squared_error_and_its_slope(float error, float value, float gradient)
    {
        Assert.Equal(value, SquaredErrorLoss.Value(error));
        Assert.Equal(gradient, SquaredErrorLoss.Gradient(error));
    }

    [Theory]
    [InlineData(0.5f, 1, 0.125f, 0.5f)]
    [InlineData(-1, 1, 0.5f, -1)]
    [InlineData(3, 1, 2.5f, 1)]
    [InlineData(-3, 2, 4, -2)]
    public void The_Huber_loss_and_its_slope(float error, float threshold, float value, float gradient)
    {
        Assert.Equal(value, HuberLoss.Value(error, threshold));
        Assert.Equal(gradient, HuberLoss.Gradient(error, threshold));
    }

    [Theory]
    [InlineData(0.3f)]
    [InlineData(0.9f)]
    [InlineData(-1.7f)]
    public void The_Huber_slope_is_the_finite_difference(float error)
    {
        const float Step = 1e-2f;
        float difference = (HuberLoss.Value(error + Step, 1) - HuberLoss.Value(error - Step, 1)) / (2 * Step);
        Assert.Equal(difference, HuberLoss.Gradient(error, 1), 1e-3f);
    }
}
