using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet;
using Microsoft.Data.Sqlite;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace InventorySample;

/// <summary>The ML.NET part: from the table to a policy, and from a policy to orders.</summary>
internal static class ShopLearning
{
    /// <summary>Opens the log; rows are fetched when they are needed.</summary>
    public static IDataView Load(MLContext mlContext, string path) => mlContext.Data
        .CreateDatabaseLoader<LoggedDecision>()
        .Load(new DatabaseSource(SqliteFactory.Instance, DecisionLog.ConnectionString(path), DecisionLog.Query));

    /// <summary>
    /// The roles of the columns, and the featurizer of the state. The algorithm is the default, which is chosen from the log.
    /// A week's profit counts in full, whatever the day.
    /// </summary>
    public static DeepQTrainer.Options Settings(MLContext mlContext) => new()
    {
        EpisodeIdColumnName = nameof(LoggedDecision.Week),
        ActionColumnName = nameof(LoggedDecision.Crates),
        ActionNames = StrawberryShop.OrderNames,
        RewardColumnName = nameof(LoggedDecision.Profit),
        TerminatedColumnName = nameof(LoggedDecision.EndsWeek),
        Featurizer = mlContext.Transforms.Categorical.OneHotEncoding("DayCode", nameof(LoggedDecision.Weekday))
            .Append(mlContext.Transforms.Categorical.OneHotEncoding("WeatherCode", nameof(LoggedDecision.Weather)))
            .Append(mlContext.Transforms.NormalizeMinMax("StockPart", nameof(LoggedDecision.Stock)))
            .Append(mlContext.Transforms.Concatenate("State", "DayCode", "WeatherCode", "StockPart")),
        Gamma = 1,
        Updates = 30_000,
    };

    /// <summary>Five resampled fits are enough for an interval.</summary>
    public static OffPolicyOptions Judging() => new() { FittedQResamples = 5 };

    /// <summary>Returns the orders of a policy in every state, by <see cref="ShopState.Index"/>.</summary>
    public static int[] Orders(MLContext mlContext, DeepQTransformer policy)
    {
        IDataView states = mlContext.Data.LoadFromEnumerable(ShopState.All.Select(LoggedDecision.Of));
        return [.. mlContext.Data.CreateEnumerable<ShopOrder>(policy.Transform(states), reuseRowObject: false)
            .Select(row => (int)row.PredictedAction - 1)];
    }
}
