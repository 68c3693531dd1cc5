namespace InventorySample;

/// <summary>A decision and its result.</summary>
/// <param name="Week">The week that it belongs to.</param>
/// <param name="State">The state.</param>
/// <param name="Order">The crates ordered.</param>
/// <param name="Propensity">The probability with which this was ordered.</param>
/// <param name="Profit">The day's profit in euros.</param>
/// <param name="EndsWeek">Whether the week ended with the day.</param>
internal readonly record struct Decision(
    int Week, ShopState State, int Order, double Propensity, double Profit, bool EndsWeek);
