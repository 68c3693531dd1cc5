using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Findings;

public sealed class ReplayTooShortTests
{
    [Theory]
    [InlineData(199, true)]
    [InlineData(200, false)]
    public void It_is_found_where_an_episode_is_longer_than_the_replay(int capacity, bool isFound)
    {
        using TrainingResult result = SmallTraining.Run(() => new MountainCar(), options =>
        {
            options.Steps = 600;
            options.ReplayCapacity = capacity;
        });
        Finding? finding = result.Diagnosis.SingleOrDefault(one => one.Name == nameof(ReplayTooShort));
        Assert.Equal(isFound, finding is not null);
        if (isFound)
            Assert.Equal((199.0, 200.0), (finding!.Figures["replay_capacity"], finding.Figures["longest_episode"]));
    }
}
