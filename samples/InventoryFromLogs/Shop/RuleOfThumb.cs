namespace InventorySample;

/// <summary>
/// How the shop has ordered so far: crates to fill up to a level that depends on the day, whatever the weather; and
/// every other time anything at all, because somebody else opened the shop or because the phone was busy.
/// </summary>
internal static class RuleOfThumb
{
    /// <summary>How often any of the orders is placed, each as often.</summary>
    public const double Noise = 0.5;

    private static readonly int[] Levels = [12, 12, 16, 12];

    /// <summary>What the rule says.</summary>
    public static int Order(ShopState state)
    {
        double crates = (Levels[state.Day] - state.Stock) / (double)StrawberryShop.CrateSize;
        return Math.Clamp((int)Math.Round(crates), 0, StrawberryShop.Orders - 1);
    }

    /// <summary>How likely an order is: the propensity that is logged with it.</summary>
    public static double Probability(ShopState state, int order) =>
        (Noise / StrawberryShop.Orders) + (order == Order(state) ? 1 - Noise : 0);
}
