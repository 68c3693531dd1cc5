namespace InventorySample;

/// <summary>
/// A farm shop that sells strawberries from Wednesday to Saturday. Each morning it orders none, one or two crates,
/// which come at once. Saturday's leftovers are thrown away, and so is what the cooler cannot hold.
/// </summary>
internal static class StrawberryShop
{
    public const int Days = 4;
    public const int Weathers = 3;

    /// <summary>The orders: 0, 1 or 2 crates.</summary>
    public const int Orders = 3;

    /// <summary>The punnets in a crate.</summary>
    public const int CrateSize = 12;

    /// <summary>The capacity of the cooler in punnets.</summary>
    public const int MaxStock = 36;

    /// <summary>The price of a punnet, in euros.</summary>
    public const double Price = 4;

    /// <summary>The cost of a punnet to the shop.</summary>
    public const double Cost = 2;

    /// <summary>The cost of a delivery, whatever its size.</summary>
    public const double Delivery = 5;

    /// <summary>The cost of cooling a punnet overnight.</summary>
    public const double Cooling = 0.25;

    private static readonly double[] MeanDemand = [7, 8, 12, 15];
    private static readonly double[] DemandByWeather = [0.5, 1, 1.5];

    /// <summary>The probabilities of the next day's weather, one row per weather of today.</summary>
    private static readonly double[][] NextWeather = [[0.6, 0.3, 0.1], [0.25, 0.5, 0.25], [0.1, 0.3, 0.6]];

    public static IReadOnlyList<string> DayNames { get; } = ["Wed", "Thu", "Fri", "Sat"];

    public static IReadOnlyList<string> WeatherNames { get; } = ["rain", "clouds", "sun"];

    public static IReadOnlyList<string> OrderNames { get; } = ["none", "one crate", "two crates"];

    /// <summary>The probability of each weather on the first day.</summary>
    public static IReadOnlyList<double> FirstWeather { get; } = [0.3, 0.4, 0.3];

    /// <summary>Returns the punnets on sale after the delivery of an order.</summary>
    public static int OnSale(ShopState state, int order) => Math.Min(MaxStock, state.Stock + (order * CrateSize));

    /// <summary>Returns the mean number of customers.</summary>
    public static double MeanCustomers(ShopState state) => MeanDemand[state.Day] * DemandByWeather[state.Weather];

    /// <summary>Returns the probability of each weather on the next day.</summary>
    public static IReadOnlyList<double> WeatherAfter(int weather) => NextWeather[weather];

    /// <summary>Returns the profit of a day, in euros.</summary>
    /// <param name="state">The morning.</param>
    /// <param name="order">The crates ordered.</param>
    /// <param name="left">The punnets left in the evening.</param>
    public static double Profit(ShopState state, int order, int left)
    {
        double paid = (order * CrateSize * Cost) + (order > 0 ? Delivery : 0);
        return (Price * (OnSale(state, order) - left)) - paid - (Cooling * left);
    }

    /// <summary>Returns all possible results of a day; their probabilities sum to one.</summary>
    public static IEnumerable<DayResult> Results(ShopState state, int order)
    {
        int onSale = OnSale(state, order);
        double[] customers = PoissonDemand.Probabilities(MeanCustomers(state), onSale);
        return customers.Select((probability, sold) =>
            new DayResult(onSale - sold, Profit(state, order, onSale - sold), probability));
    }
}
