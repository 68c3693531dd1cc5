namespace InventorySample.Tests.Planning;

public sealed class DynamicProgrammingTests
{
    private static readonly int[] Best = DynamicProgramming.BestOrders();

    // On the last day E[sold] = Σ P(customers ≥ k) for k up to the punnets on sale, and 4.25 E[sold] less the costs and
    // the cooling of all that is on sale is the profit.
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void On_the_last_day_the_best_order_is_that_of_the_newsvendor(int weather)
    {
        double mean = 15 * (0.5 + (0.5 * weather));
        foreach (int stock in Enumerable.Range(0, StrawberryShop.MaxStock + 1))
        {
            double[] profits = [.. Enumerable.Range(0, 3).Select(order => Newsvendor(mean, stock, order))];
            Assert.Equal(profits.IndexOf(profits.Max()), Best[new ShopState(3, weather, stock).Index]);
        }
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void No_other_order_in_any_one_state_is_better()
    {
        double best = DynamicProgramming.Value(DynamicProgramming.Always(Best));
        foreach (ShopState state in ShopState.All.Where(state => state.Stock <= 24))
        {
            int[] other = [.. Best];
            other[state.Index] = (other[state.Index] + 1) % StrawberryShop.Orders;
            Assert.True(DynamicProgramming.Value(DynamicProgramming.Always(other)) <= best + 1e-9, $"{state}");
        }
    }

    // A shop that never orders has nothing to sell, cool or pay.
    [Fact]
    public void Who_never_orders_earns_nothing() =>
        Assert.Equal(0, DynamicProgramming.Value((_, order) => order == 0 ? 1 : 0));

    // One crate on the first morning and none after: what is sold is min(12, the customers of the days so far). Sunny
    // or not, the price of all that is sold less 29 bounds the profit from above.
    [Fact]
    public void A_single_crate_earns_less_than_its_price()
    {
        double value = DynamicProgramming.Value((state, order) => order == (state.Day == 0 ? 1 : 0) ? 1 : 0);

        Assert.InRange(value, 0, (12 * 4) - 29);
    }

    [Fact]
    public void The_logged_policy_leaves_much_to_be_gained()
    {
        double logged = DynamicProgramming.Value(RuleOfThumb.Probability);
        double optimal = DynamicProgramming.Value(DynamicProgramming.Always(Best));

        Assert.Equal((33.26, 55.65), (Math.Round(logged, 2), Math.Round(optimal, 2)));
    }

    private static double Newsvendor(double mean, int stock, int order)
    {
        int onSale = Math.Min(36, stock + (12 * order));
        double sold = 0;
        double tail = 1;
        double probability = Math.Exp(-mean);
        for (int k = 1; k <= onSale; k++)
        {
            tail -= probability;
            sold += tail;
            probability *= mean / k;
        }

        return (4.25 * sold) - (0.25 * onSale) - (24 * order) - (order > 0 ? 5 : 0);
    }
}
