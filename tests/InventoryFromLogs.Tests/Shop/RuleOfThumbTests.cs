namespace InventorySample.Tests.Shop;

public sealed class RuleOfThumbTests
{
    // Levels 12, 12, 16, 12; a crate is 12: (12 − 7) / 12 rounds to 0, (16 − 9) / 12 to 1.
    [Theory]
    [InlineData(0, 0, 1)]
    [InlineData(1, 7, 0)]
    [InlineData(2, 9, 1)]
    [InlineData(2, 30, 0)]
    public void Crates_fill_up_to_the_level_of_the_day(int day, int stock, int order) =>
        Assert.All(Enumerable.Range(0, StrawberryShop.Weathers), weather =>
            Assert.Equal(order, RuleOfThumb.Order(new ShopState(day, weather, stock))));

    // 0.5 / 3, and 0.5 on top for the order of the rule.
    [Fact]
    public void Propensities_mix_the_rule_with_any_order()
    {
        ShopState state = new(0, 0, 0);

        Assert.Equal(1.0 / 6, RuleOfThumb.Probability(state, 0), 12);
        Assert.Equal(4.0 / 6, RuleOfThumb.Probability(state, 1), 12);
        Assert.Equal(1.0 / 6, RuleOfThumb.Probability(state, 2), 12);
    }
}
