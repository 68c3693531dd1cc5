using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;
using DeepQ.Environments.Tests.Support;
using DeepQ.Environments.Wrappers;

namespace DeepQ.Environments.Tests.Wrappers;

public sealed class RewardTests
{
    [Fact]
    public void Scale_multiplies_each_reward()
    {
        RewardScale environment = new(new CliffWalking(), 0.01);
        environment.Start();
        Assert.Equal(-0.01, environment.Act(0).Result.Reward);
        environment.Start();
        Assert.Equal(-1, environment.Act(1).Result.Reward);
    }

    [Fact]
    public void Clip_limits_each_reward_to_one_by_default()
    {
        RewardClip environment = new(new Taxi());
        environment.Load(Taxi.Encode(0, 4, Taxi.InTaxi, 1), 0, 0);
        Assert.Equal(new StepResult(1, Terminated: true, Truncated: false), environment.Act(5).Result);
        environment.Load(Taxi.Encode(2, 2, 0, 1), 0, 0);
        Assert.Equal(-1, environment.Act(4).Result.Reward);
    }

    [Theory]
    [InlineData(1, -5)]
    [InlineData(5, -10)]
    public void Clip_takes_other_limits(double high, double low)
    {
        RewardClip environment = new(new Taxi(), low, high);
        environment.Load(Taxi.Encode(0, 4, Taxi.InTaxi, 1), 0, 0);
        Assert.Equal(high, environment.Act(5).Result.Reward);
        environment.Load(Taxi.Encode(2, 2, 0, 1), 0, 0);
        Assert.Equal(low, environment.Act(4).Result.Reward);
    }

    [Fact]
    public void Useless_parameters_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new RewardScale(new CartPole(), 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new RewardScale(new CartPole(), double.NaN));
        Assert.StartsWith(
            "The smallest reward, 1, must be below the greatest, 1.",
            Assert.Throws<ArgumentException>(() => new RewardClip(new CartPole(), 1, 1)).Message,
            StringComparison.Ordinal);
        Assert.Throws<ArgumentNullException>(() => new RewardScale(null!, 2));
    }
}
