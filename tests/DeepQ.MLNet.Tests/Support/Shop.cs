using DeepQ.Learning.Data;
using DeepQ.MLNet.Data;

namespace DeepQ.MLNet.Tests.Support;

/// <summary>A table of a shop's days, its state in two raw columns, and what makes a state of them.</summary>
internal static class Shop
{
    public static EpisodeStep[] Log { get; } =
    [
        Step("a", 1, stock: 0, "dry", "order", reward: -1, nextStock: 4, "wet"),
        Step("a", 2, stock: 4, "wet", "wait", reward: 2, nextStock: 2, "dry"),
        Step("a", 3, stock: 2, "dry", "wait", reward: 1, nextStock: 0, "dry", terminated: true),
        Step("b", 1, stock: 8, "wet", "wait", reward: 4, nextStock: 4, "wet"),
        Step("b", 2, stock: 4, "wet", "order", reward: 1, nextStock: 8, "dry", terminated: true),
    ];

    /// <summary>
    /// The stock, divided by the greatest one of the table, and the weather as one of two: (stock / 8, dry, wet).
    /// </summary>
    public static IEstimator<ITransformer> Featurizer(MLContext context) =>
        context.Transforms.NormalizeMinMax("Level", "Stock")
            .Append(context.Transforms.Categorical.OneHotEncoding("Sky", "Weather"))
            .Append(context.Transforms.Concatenate("Features", "Level", "Sky"));

    public static DeepQTrainer.Options Options(MLContext context) => new()
    {
        Featurizer = Featurizer(context),
        StateColumnName = "Features",
        HiddenUnits = [8],
        BatchSize = 4,
        Updates = 20,
    };

    public static IDataView Table(MLContext context) => context.Data.LoadFromEnumerable(Log);

    /// <summary>The table without what came after a step, and so one of episodes.</summary>
    public static IDataView Episodes(MLContext context)
    {
        IDataView table = Table(context);
        return context.Transforms.DropColumns("NextStock", "NextWeather").Fit(table).Transform(table);
    }

    /// <summary>
    /// What is learned from, by hand: the reward and the successor's stock of each transition, as a state has it.
    /// </summary>
    public static LoggedData Read(MLContext context, IDataView table, DeepQTrainer.Options options)
    {
        using Microsoft.ML.Runtime.IChannel channel = ((Microsoft.ML.Runtime.IHostEnvironment)context).Start("Test");
        return LoggedDataReader.Read(table, options.Table, options.Featurizer?.Fit(table), channel);
    }

    private static EpisodeStep Step(
        string episode,
        int time,
        float stock,
        string weather,
        string action,
        float reward,
        float nextStock,
        string nextWeather,
        bool terminated = false) =>
        new()
        {
            EpisodeId = episode,
            Timestamp = time,
            Stock = stock,
            Weather = weather,
            Action = action,
            Reward = reward,
            NextStock = nextStock,
            NextWeather = nextWeather,
            Terminated = terminated,
        };
}
