using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Findings;

public sealed class ImpossibleValuesTests
{
    [Fact]
    public void It_is_found_where_targets_follow_too_fast()
    {
        using TrainingResult result = SmallTraining.Run(() => new CartPole(), options =>
        {
            options.LearningRate = 0.03;
            options.TargetUpdateRate = 1;
            options.MaxGradientNorm = 1e9;
            options.NormalizeRewards = false;
        });
        Finding finding = result.Diagnosis.Single(one => one.Name == nameof(ImpossibleValues));
        // One a step for ever: 1 / (1 − 0.99).
        Assert.Equal(100, finding.Figures["greatest_value"], 9);
        Assert.Equal(0, finding.Figures["least_value"]);
        Assert.InRange(finding.Figures["mean_q"], 120, double.MaxValue);
        Assert.Contains(result.History, update => update.Result.MeanQ == finding.Figures["mean_q"] && update.Step == finding.Figures["step"]);
    }

    // A reward that ends the episode comes once, at once.
    [Theory]
    [InlineData(-1, 10, 0.9, -10, 10)]
    [InlineData(0, 1, 0.99, 0, 1)]
    [InlineData(0.5, -3, 0.5, -3, 1)]
    public void Values_lie_between_what_rewards_add_up_to(double step, double last, double gamma, double least, double greatest)
    {
        SeenRewards rewards = new();
        rewards.Notice(step, terminated: false, truncated: true);
        rewards.Notice(last, terminated: true, truncated: false);
        RewardRange values = rewards.Values(gamma);
        Assert.Equal(least, values.Least, 9);
        Assert.Equal(greatest, values.Greatest, 9);
    }
}
