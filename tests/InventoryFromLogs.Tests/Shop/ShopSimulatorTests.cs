using DeepQ.Environments;

namespace InventorySample.Tests.Shop;

public sealed class ShopSimulatorTests
{
    private const int Weeks = 20_000;

    private static readonly Decision[][] Sample = Draw();

    [Fact]
    public void A_week_has_its_days_in_order_and_ends_on_the_last()
    {
        Assert.All(Sample, week =>
        {
            Assert.Equal([0, 1, 2, 3], week.Select(decision => decision.State.Day));
            Assert.Equal([false, false, false, true], week.Select(decision => decision.EndsWeek));
            Assert.Equal(0, week[0].State.Stock);
        });
    }

    // The morning's stock follows from the profit of the day before, which tells how much was sold.
    [Fact]
    public void The_stock_of_a_morning_is_what_the_evening_before_left()
    {
        foreach (Decision[] week in Sample.Take(100))
        {
            for (int day = 1; day < week.Length; day++)
            {
                double profit = StrawberryShop.Profit(week[day - 1].State, week[day - 1].Order, week[day].State.Stock);
                Assert.Equal(profit, week[day - 1].Profit);
            }
        }
    }

    [Fact]
    public void The_mean_profit_of_weeks_agrees_with_the_exact_one()
    {
        double[] profits = [.. Sample.Select(week => week.Sum(decision => decision.Profit))];
        double mean = profits.Average();
        double error = Math.Sqrt(profits.Average(profit => (profit - mean) * (profit - mean)) / Weeks);

        Assert.InRange(mean - DynamicProgramming.Value(RuleOfThumb.Probability), -4 * error, 4 * error);
    }

    // Four standard errors of a share of 80,000 decisions are less than 0.007.
    [Fact]
    public void The_rule_is_followed_as_often_as_its_propensity_says()
    {
        Decision[] decisions = [.. Sample.SelectMany(week => week)];
        double followed = decisions.Average(decision => decision.Order == RuleOfThumb.Order(decision.State) ? 1.0 : 0);

        Assert.InRange(followed, (4.0 / 6) - 0.007, (4.0 / 6) + 0.007);
        Assert.All(decisions, decision =>
            Assert.Equal(RuleOfThumb.Probability(decision.State, decision.Order), decision.Propensity));
    }

    private static Decision[][] Draw()
    {
        Xoshiro256 random = new(1);
        return [.. Enumerable.Range(0, Weeks).Select(week =>
            ShopSimulator.Week(week, RuleOfThumb.Probability, random).ToArray())];
    }
}
