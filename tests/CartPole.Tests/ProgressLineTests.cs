using DeepQ.Learning;
using DeepQ.Learning.Updates;
using Samples.Training;

namespace CartPoleSample.Tests;

public sealed class ProgressLineTests
{
    [Fact]
    public void A_line_tells_every_figure()
    {
        TrainingProgress progress = new()
        {
            Step = 12_500,
            Updates = 11_500,
            Fraction = 0.25,
            Elapsed = TimeSpan.FromSeconds(23),
            Episodes = 210,
            MeanReturn = 61.3,
            Epsilon = 0.75,
            LastUpdate = new UpdateResult(0.01234, 0, 0, 0),
        };

        Assert.Equal(
            "step 12,500, episode 210, mean return 61.3, loss 0.0123, epsilon 0.75, 500 updates/s, evaluation -, " +
            "at most 1:09 left",
            ProgressLine.Of(progress));
    }

    [Fact]
    public void What_is_not_known_yet_is_a_dash()
    {
        TrainingProgress progress = new() { Step = 5, Updates = 0, Fraction = 0.5, Elapsed = TimeSpan.FromSeconds(1) };

        Assert.Equal(
            "step      5, episode 0, mean return -, loss -, epsilon 0.00, 0 updates/s, evaluation -, at most 0:01 left",
            ProgressLine.Of(progress));
    }
}
