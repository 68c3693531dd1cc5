using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Tests.Promotion;

public sealed class CanaryRuleTests
{
    private static readonly CanaryRule Rule = new() { LeastEpisodes = 10 };

    [Fact]
    public void A_canary_below_the_policy_in_use_steps_back() => Assert.Equal(
        new(true, "Steps back: 10 episodes of the canary were worth 0.3 [0.2, 0.39], all below 0.4 of the policy in use."),
        Rule.Judge(10, new(0.3, 0.2, 0.39), new(0.4, 0.3, 0.5)));

    [Theory]
    [InlineData(10, 0.4)]
    [InlineData(9, 0.35)]
    [InlineData(10, double.NaN)]
    public void A_canary_goes_on_while_it_may_be_as_good(long episodes, double upper)
    {
        CanaryVerdict verdict = Rule.Judge(episodes, new(0.3, 0.2, upper), new(0.4, 0.3, 0.5));
        Assert.False(verdict.StepsBack);
        Assert.StartsWith("Continues: ", verdict.Reason);
    }

    [Fact]
    public void A_rule_without_episodes_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new CanaryRule { LeastEpisodes = 1 });
}
