using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Findings;

public sealed class DormantUnitsTests
{
    // Steps so long push units to where no state turns them on again.
    [Fact]
    public void They_are_found_where_the_learning_rate_is_far_too_high()
    {
        using TrainingResult result = SmallTraining.Run(() => new CartPole(), options => options.LearningRate = 0.3);
        Finding finding = result.Diagnosis.Single(one => one.Name == nameof(DormantUnits));
        Assert.InRange(finding.Figures["dormant_share"], 0.5, 1);
    }

    [Theory]
    [InlineData(0.49, false)]
    [InlineData(0.5, true)]
    public void Half_of_them_are_many(double share, bool isFound) => Assert.Equal(
        isFound, DormantUnits.Of(Evidence.Of(new SeenRewards()) with { DormantShare = share }) is not null);
}
