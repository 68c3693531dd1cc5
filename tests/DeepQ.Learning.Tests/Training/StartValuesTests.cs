using DeepQ.Environments.ClassicControl;
using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Training;

public sealed class StartValuesTests
{
    [Fact]
    public void Rewards_are_discounted_and_only_the_first_value_of_an_episode_counts()
    {
        StartValues starts = new(new MountainCar(), gamma: 0.5);
        Xoshiro256 random = new(1);
        float[] observation = new float[2];
        for (int episode = 0; episode < 2; episode++)
        {
            starts.Reset(random, observation);
            starts.Notice(episode == 0 ? 3 : 5);
            for (int step = 0; step < 3 + episode; step++)
            {
                starts.Step(1, random, observation);
                starts.Notice(100);
            }
        }

        Assert.Equal(4, starts.MeanValue);
        // 1 + ½ + ¼, and ⅛ more in the second.
        Assert.Equal((-1.75 - 1.875) / 2, starts.MeanReturn);
    }
}
