namespace InventorySample;

/// <summary>A row of the log, as ML.NET's database loader reads it.</summary>
internal sealed class LoggedDecision
{
    /// <summary>The week, whose decisions are one episode.</summary>
    public int Week { get; set; }

    public string Weekday { get; set; } = "";

    public string Weather { get; set; } = "";

    public float Stock { get; set; }

    /// <summary>The order, by its name.</summary>
    public string Crates { get; set; } = "";

    public float Propensity { get; set; }

    public float Profit { get; set; }

    public bool EndsWeek { get; set; }

    /// <summary>Creates the row of a morning before the decision.</summary>
    public static LoggedDecision Of(ShopState state) => new()
    {
        Weekday = StrawberryShop.DayNames[state.Day],
        Weather = StrawberryShop.WeatherNames[state.Weather],
        Stock = state.Stock,
    };
}
