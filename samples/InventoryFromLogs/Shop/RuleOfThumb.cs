namespace InventorySample;

/// <summary>
/// The logged policy: it orders up to a level that depends on the day, whatever the weather, and half of the time a
/// random order, because a substitute opened the shop or the phone was busy.
/// </summary>
internal static class RuleOfThumb
{
    /// <summary>The probability of a random order, each being equally likely.</summary>
    public const double Noise = 0.5;

    private static readonly int[] Levels = [12, 12, 16, 12];

    /// <summary>Returns the order of the rule.</summary>
    public static int Order(ShopState state)
    {
        double crates = (Levels[state.Day] - state.Stock) / (double)StrawberryShop.CrateSize;
        return Math.Clamp((int)Math.Round(crates), 0, StrawberryShop.Orders - 1);
    }

    /// <summary>Returns the probability of an order: the propensity that is logged with it.</summary>
    public static double Probability(ShopState state, int order) =>
        (Noise / StrawberryShop.Orders) + (order == Order(state) ? 1 - Noise : 0);
}
