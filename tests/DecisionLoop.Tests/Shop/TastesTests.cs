using DecisionLoopSample.Shop;

namespace DecisionLoopSample.Tests.Shop;

public sealed class TastesTests
{
    // Of the notices 95% come, and of these 1 − e⁻³ within 1.5 hours.
    private const double Arriving = 0.95 * 0.95021293;

    [Fact]
    public void The_rule_is_worth_what_its_offers_bring()
    {
        // Half of the customers are young: 0.4 · 5 euros for games, and 0.35 · 4 for books.
        Assert.Equal(1.7 * Arriving, Tastes.Before.Value(ShopFront.Rule), 1e-6);
        Assert.Equal(((0.25 * 5) + (0.4 * 4)) / 2 * Arriving, Tastes.After.Value(ShopFront.Rule), 1e-6);
    }

    [Fact]
    public void The_best_offers_are_those_that_no_offer_beats()
    {
        foreach (Tastes tastes in new[] { Tastes.Before, Tastes.After })
        {
            double best = Customer.All.Average(customer => Enumerable.Range(0, 4).Where(offer => customer.Allowed()[offer])
                .Max(offer => tastes.Chance(customer, offer) * Tastes.Margin(offer)));
            Assert.Equal(best * Arriving, tastes.Best(), 1e-6);
            Assert.True(tastes.Best() > 1.5 * tastes.Value(ShopFront.Rule));
        }
    }

    [Fact]
    public void Plants_are_not_sent_in_the_evening()
    {
        Assert.Equal(16, Customer.All.Distinct().Count());
        Assert.All(Customer.All, customer => Assert.Equal(!customer.IsEvening, customer.Allowed()[3]));
        Assert.Equal([1, 0, 0, 1], new Customer(true, false, false, true).State());
    }

    [Fact]
    public void Chances_are_probabilities()
    {
        foreach (Customer customer in Customer.All)
        {
            for (int offer = 0; offer < Tastes.Offers.Count; offer++)
            {
                Assert.InRange(Tastes.Before.Chance(customer, offer), 0, 1);
                Assert.InRange(Tastes.After.Chance(customer, offer), 0, 1);
            }
        }
    }
}
