using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Losses;
using DeepQ.Learning.Tests.Support;
using Scaled = DeepQ.Environments.Wrappers.RewardScale;

namespace DeepQ.Learning.Tests.Findings;

public sealed class RewardScaleTests
{
    [Theory]
    [InlineData(1_000, true, "The mean TD error is ")]
    [InlineData(1_000, false, "The gradient has a norm of ")]
    [InlineData(1e-4, false, "The returns of episodes lie within ±0.0")]
    public void It_is_found_where_rewards_are_learned_as_they_are(double scale, bool isHuber, string seen)
    {
        using TrainingResult result = SmallTraining.Run(() => new Scaled(new CartPole(), scale), options =>
        {
            options.Loss = isHuber ? LossFunction.Huber : LossFunction.MeanSquaredError;
            options.NormalizeRewards = false;
        });
        Finding finding = result.Diagnosis.Single(one => one.Name == nameof(RewardScale));
        Assert.StartsWith(seen, finding.Seen, StringComparison.Ordinal);
        Assert.Equal(result.Episodes.Max(episode => episode.Return), finding.Figures["greatest_return"]);
    }

    [Theory]
    [InlineData(1_000, true)]
    [InlineData(1, false)]
    public void It_is_not_where_they_have_a_unit_or_need_none(double scale, bool normalize)
    {
        using TrainingResult result = SmallTraining.Run(
            () => new Scaled(new CartPole(), scale), options => options.NormalizeRewards = normalize);
        Assert.DoesNotContain(result.Diagnosis, one => one.Name == nameof(RewardScale));
    }
}
