using System.Xml.Linq;

namespace InventorySample;

/// <summary>
/// Draws what a policy orders: a block for each day, a row for each weather, a square for each stock.
/// </summary>
internal static class OrderMap
{
    /// <summary>Stocks beyond this one are rare.</summary>
    private const int GreatestStock = 24;

    private const double Side = 8;
    private const double RowHeight = 13;
    private const double BlockWidth = ((GreatestStock + 1) * Side) + 12;

    /// <summary>The color of each order.</summary>
    public static IReadOnlyList<string> Colors { get; } = ["#dfe5eb", "#7fb069", "#c44536"];

    public static double Height => StrawberryShop.Weathers * RowHeight;

    /// <summary>Draws the blocks; squares of states that are not in the log are pale.</summary>
    /// <param name="left">Where they begin.</param>
    /// <param name="top">Where they begin.</param>
    /// <param name="orders">The order in each state.</param>
    /// <param name="logged">The states in the log.</param>
    public static IEnumerable<XElement> Draw(
        double left, double top, IReadOnlyList<int> orders, IReadOnlySet<ShopState> logged) =>
        from state in ShopState.All
        where state.Stock <= GreatestStock
        select Svg.Rectangle(
            left + (state.Day * BlockWidth) + (state.Stock * Side),
            top + (state.Weather * RowHeight),
            Side - 1,
            RowHeight - 1,
            Colors[orders[state.Index]],
            ("opacity", logged.Contains(state) ? 1.0 : 0.3));

    /// <summary>Writes the days above the blocks and the weathers beside them.</summary>
    public static IEnumerable<XElement> Labels(double left, double top, string color) =>
    [
        .. StrawberryShop.DayNames.Select((name, day) =>
            Svg.Text(left + (day * BlockWidth), top - 8, $"{name}, stock 0 to {GreatestStock}", color)),
        .. StrawberryShop.WeatherNames.Select((name, weather) =>
            Svg.Text(left - 10, top + (weather * RowHeight) + 10, name, color, "end", ("font-size", 11))),
    ];
}
