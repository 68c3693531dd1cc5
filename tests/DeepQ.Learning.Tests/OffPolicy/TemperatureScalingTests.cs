using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Tests.OffPolicy;

public sealed class TemperatureScalingTests
{
    [Fact]
    public void Logits_that_are_three_times_too_sure_have_the_temperature_three()
    {
        // Action 0 is taken 3 times of 4, so that the right difference of the logits is log 3.
        float[] logits = [.. Enumerable.Repeat(new[] { 3 * MathF.Log(3), 0 }, 4).SelectMany(row => row)];
        Assert.Equal(3, TemperatureScaling.Fit(logits, [0, 0, 1, 0]), 3);
    }

    [Fact]
    public void The_loss_is_the_mean_negative_log_probability()
    {
        // At T = 2 the difference log 9 is log 3: probabilities ¾ and ¼.
        float[] logits = [MathF.Log(9), 0, MathF.Log(9), 0];
        Assert.Equal(-(Math.Log(0.75) + Math.Log(0.25)) / 2, TemperatureScaling.Loss(logits, [0, 1], 2), 6);
    }

    [Fact]
    public void Without_data_nothing_is_calibrated() => Assert.Equal(1, TemperatureScaling.Fit([], []));
}
