using DeepQ.Learning.Distributions;

namespace DeepQ.Learning.Tests.Distributions;

public sealed class PointDistributionTests
{
    // 1 + ½ · 6, and 1 where nothing follows, whatever the network says.
    [Fact]
    public void A_target_is_the_reward_plus_the_discounted_value()
    {
        float[] target = new float[1];
        ValueDistribution.Point.ComputeTarget([6], reward: 1, discount: 0.5f, target);
        Assert.Equal([4], target);
        ValueDistribution.Point.ComputeTarget([float.NaN], reward: 1, discount: 0, target);
        Assert.Equal([1], target);
    }
}
