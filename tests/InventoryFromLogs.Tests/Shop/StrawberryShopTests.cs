namespace InventorySample.Tests.Shop;

public sealed class StrawberryShopTests
{
    // 17 on sale, 14 sold: 56 − (24 + 5) − 3 · 0.25.
    [Fact]
    public void The_profit_of_a_day_is_sales_less_crates_delivery_and_cooling() =>
        Assert.Equal(26.25, StrawberryShop.Profit(new ShopState(0, 0, 5), order: 1, left: 3));

    [Fact]
    public void Nothing_ordered_and_nothing_sold_costs_the_cooling_alone() =>
        Assert.Equal(-1.25, StrawberryShop.Profit(new ShopState(2, 1, 5), order: 0, left: 5));

    // 30 + 24 punnets; the cooler holds 36, the other 18 are paid for all the same: 4 · 36 − 48 − 5.
    [Fact]
    public void What_the_cooler_cannot_hold_is_lost()
    {
        ShopState state = new(3, 2, 30);

        Assert.Equal(36, StrawberryShop.OnSale(state, 2));
        Assert.Equal(91, StrawberryShop.Profit(state, order: 2, left: 0));
    }

    // Wednesday in the rain has 7 · 0.5 customers in the mean; two punnets are on sale.
    [Fact]
    public void The_evenings_of_a_day_are_as_likely_as_customers_are()
    {
        DayResult[] evenings = [.. StrawberryShop.Results(new ShopState(0, 0, 2), 0)];

        Assert.Equal([2, 1, 0], evenings.Select(evening => evening.Left));
        Assert.Equal([-0.5, 3.75, 8], evenings.Select(evening => evening.Profit));
        Assert.Equal(Math.Exp(-3.5), evenings[0].Probability, 12);
        Assert.Equal(3.5 * Math.Exp(-3.5), evenings[1].Probability, 12);
        Assert.Equal(1 - (4.5 * Math.Exp(-3.5)), evenings[2].Probability, 12);
    }

    [Fact]
    public void All_states_are_listed_by_their_index() =>
        Assert.Equal(Enumerable.Range(0, ShopState.Count), ShopState.All.Select(state => state.Index));
}
