using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Findings;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Findings;

public sealed class AlwaysTruncatedTests
{
    [Fact]
    public void It_is_found_where_every_episode_ends_by_its_limit()
    {
        using TrainingResult result = SmallTraining.Run(() => new MountainCar(), options => options.Epsilon = 1);
        Finding finding = result.Diagnosis.Single(one => one.Name == nameof(AlwaysTruncated));
        Assert.Equal(20, finding.Figures["truncated"]);
        Assert.Equal(200, finding.Figures["longest_episode"]);
    }

    [Fact]
    public void It_is_not_where_one_episode_ends_by_itself()
    {
        SeenRewards rewards = new();
        for (int i = 0; i < 20; i++)
            rewards.Notice(-1, terminated: i == 7, truncated: i != 7);
        Assert.Null(AlwaysTruncated.Of(Evidence.Of(rewards)));
    }
}
