using DeepQ.Learning.Offline;
using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet;
using Microsoft.ML;

namespace DeepQ.LargeTables;

/// <summary>What is tried, by name; each is given the folder of a file for the rows, or null for memory.</summary>
internal static class Trials
{
    public static IReadOnlyDictionary<string, Action<string?>> All { get; } = new Dictionary<string, Action<string?>>
    {
        ["rows"] = folder => Fit(context => Tables.Dense(context, 8), folder),
        ["wide"] = folder => Fit(context => Tables.Dense(context, 20_000), folder),
        ["sparse"] = folder => Fit(context => Tables.Sparse(context, 65_536, 200), folder),
        ["masks"] = folder => Fit(context => Tables.Masked(context, 5_000), folder),
        ["episodes"] = folder => Fit(context => Tables.Dense(context, 1, steps: 1), folder),
        ["decisions"] = folder => Fit(context => Tables.Decisions(context, 64), folder),
        ["words"] = Words,
        ["held out"] = HeldBack,
        ["evaluate"] = Evaluate,
        ["evaluate wide"] = EvaluateWide,
        ["finite"] = folder => Fit(context => Tables.Dense(context, 200, rows: 1_600_000), folder),
    };

    // What is told of the reading comes before what came of it.
    private static MLContext NewContext()
    {
        MLContext context = new(1);
        context.Log += (_, line) =>
        {
            if (line.RawMessage.StartsWith("Read", StringComparison.Ordinal))
                Console.WriteLine(line.RawMessage);
        };
        return context;
    }

    private static DeepQTrainer.Options Options(string? folder) => new()
    {
        HiddenUnits = [16],
        Updates = 100,
        DataFolder = folder,
    };

    private static void Fit(Func<MLContext, IDataView> table, string? folder)
    {
        MLContext context = NewContext();
        context.ReinforcementLearning.Trainers.DeepQ(Options(folder)).Fit(table(context)).Dispose();
    }

    private static void Words(string? folder)
    {
        MLContext context = NewContext();
        DeepQTrainer.Options options = Options(folder);
        options.NextStateColumnName = null;
        options.Featurizer = context.Transforms.Categorical.OneHotHashEncoding("State", "Word", numberOfBits: 14);
        context.ReinforcementLearning.Trainers.DeepQ(options).Fit(Tables.Words(context)).Dispose();
    }

    // The table fits, but not a second time, beside it, without the episodes that are held back.
    private static void HeldBack(string? folder)
    {
        MLContext context = NewContext();
        DeepQTrainer.Options options = Options(folder);
        options.Validation = new OfflineValidation();
        context.ReinforcementLearning.Trainers.DeepQ(options).Fit(Tables.Dense(context, 60, rows: 1_500_000)).Dispose();
    }

    private static void Evaluate(string? folder)
    {
        MLContext context = NewContext();
        IDataView table = Tables.Decisions(context, 8, rows: 1_500_000);
        DeepQTrainer.Options options = Options(folder);
        using DeepQTransformer model = context.ReinforcementLearning.Trainers.DeepQ(options).Fit(table);
        context.ReinforcementLearning.Evaluate(table, model, options, new OffPolicyOptions { Updates = 100 });
    }

    // What the system keeps of a file beside it is no memory that an evaluation lacks.
    private static void EvaluateWide(string? folder)
    {
        MLContext context = NewContext();
        IDataView table = Tables.Dense(context, 200, rows: 1_200_000);
        DeepQTrainer.Options options = Options(folder);
        using DeepQTransformer model = context.ReinforcementLearning.Trainers.DeepQ(options).Fit(table);
        context.ReinforcementLearning.Evaluate(
            table, model, options, new OffPolicyOptions { HiddenUnits = [16], Updates = 100, FittedQResamples = 0, Resamples = 10 });
    }
}
