namespace InventorySample;

/// <summary>What the shopkeeper knows in the morning, before ordering.</summary>
/// <param name="Day">The day of the selling week, from 0.</param>
/// <param name="Weather">The weather of the day: 0 rain, 1 clouds, 2 sun.</param>
/// <param name="Stock">The punnets of strawberries left from the day before.</param>
internal readonly record struct ShopState(int Day, int Weather, int Stock)
{
    /// <summary>The number of states.</summary>
    public const int Count = StrawberryShop.Days * StrawberryShop.Weathers * (StrawberryShop.MaxStock + 1);

    /// <summary>Every state, in the order of <see cref="Index"/>.</summary>
    public static IReadOnlyList<ShopState> All { get; } =
    [
        .. from day in Enumerable.Range(0, StrawberryShop.Days)
           from weather in Enumerable.Range(0, StrawberryShop.Weathers)
           from stock in Enumerable.Range(0, StrawberryShop.MaxStock + 1)
           select new ShopState(day, weather, stock),
    ];

    /// <summary>The index of the state in a table of all states.</summary>
    public int Index => (((Day * StrawberryShop.Weathers) + Weather) * (StrawberryShop.MaxStock + 1)) + Stock;
}
