using DeepQ.Decisions.Promotion;

namespace DeepQ.Decisions.Tests.Promotion;

public sealed class PromotionRuleTests
{
    private static readonly PromotionRule Rule = new() { LeastEvents = 100 };

    [Fact]
    public void A_candidate_that_is_better_beyond_doubt_is_promoted() => Assert.Equal(
        new(
            true,
            "Promoted: the candidate is worth 0.6 [0.5, 0.7] and the policy in use 0.4 [0.35, 0.45], a difference of 0.2 [0.05, 0.35] "
            + "from 100 events, whose lower end is above 0."),
        Rule.Judge(100, new(0.6, 0.5, 0.7), new(0.4, 0.35, 0.45)));

    [Fact]
    public void A_paired_difference_decides_where_separate_intervals_meet()
    {
        ValueEstimate candidate = new(0.5, 0.4, 0.6);
        ValueEstimate inUse = new(0.45, 0.35, 0.55);
        Assert.False(Rule.Judge(100, candidate, inUse).IsPromoted);
        Assert.True(Rule.Judge(100, candidate, inUse, new(0.05, 0.01, 0.09)).IsPromoted);
        Assert.False(Rule.Judge(100, candidate, inUse, new(0.05, 0, 0.1)).IsPromoted);
    }

    [Fact]
    public void An_interval_above_the_value_in_use_is_not_enough_where_that_is_estimated_too() =>
        Assert.EndsWith(
            "a difference of 0.2 [-0.02, 0.42] from 100 events, whose lower end is not above 0.",
            Rule.Judge(100, new(0.6, 0.48, 0.72), new(0.4, 0.3, 0.5)).Reason);

    [Theory]
    [InlineData(99, 0.6, 0.5, 0.1, "99 events are fewer than 100")]
    [InlineData(100, 0.6, double.NaN, 0.1, "the value of the candidate has no interval")]
    [InlineData(100, 0.6, 0.5, double.NaN, "the value of the policy in use has no interval")]
    [InlineData(100, 0.1, 0.1, 0.05, "its value is not higher")]
    public void What_speaks_against_a_candidate_is_told(long events, double value, double lower, double inUseLower, string reason)
    {
        PromotionVerdict verdict = Rule.Judge(events, new(value, lower, 0.7), new(0.2, inUseLower, 0.3));
        Assert.False(verdict.IsPromoted);
        Assert.StartsWith("Not promoted: ", verdict.Reason);
        Assert.Contains(reason, verdict.Reason);
    }

    [Fact]
    public void A_difference_alone_promotes_nothing_that_is_not_worth_more() =>
        Assert.False(Rule.Judge(100, new(0.2, 0.1, 0.3), new(0.2, 0.1, 0.3), new(0.1, 0.05, 0.15)).IsPromoted);

    [Fact]
    public void What_rounding_alone_makes_of_equal_rewards_promotes_nothing() => Assert.False(Rule.Judge(
        100, new(0.1 + 2e-16, 0.1 + 1e-16, 0.1 + 3e-16), new(0.1, 0.1, 0.1), new(2e-16, 1e-16, 3e-16)).IsPromoted);

    [Fact]
    public void Personalizers_number_of_events_is_the_default_one()
    {
        Assert.Equal(50_000, new PromotionRule().LeastEvents);
        Assert.Throws<ArgumentOutOfRangeException>(() => new PromotionRule { LeastEvents = 1 });
    }
}
