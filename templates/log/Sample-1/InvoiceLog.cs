using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Sample_1;

/// <summary>Describes the columns of invoices.csv, and the settings of the training.</summary>
public static class InvoiceLog
{
    public static string DefaultPath { get; } = Path.Combine(AppContext.BaseDirectory, "invoices.csv");

    // A missing number is NaN, which causes an error that names the row; it is not read as zero.
    public static IDataView Read(MLContext mlContext, string path) => mlContext.Data.LoadFromTextFile<InvoiceRow>(
        path, new TextLoader.Options { Separators = [','], HasHeader = true, AllowQuoting = true, MissingRealsAsNaNs = true });

    /// <summary>Holds out a third of the invoices to evaluate what is learned from the others.</summary>
    public static (IDataView Learn, IDataView Judge) Split(MLContext mlContext, IDataView log)
    {
        var parts = mlContext.Data.TrainTestSplit(log, 1 / 3.0, samplingKeyColumnName: nameof(InvoiceRow.Invoice));
        return (parts.TrainSet, parts.TestSet);
    }

    public static DeepQTrainer.Options Settings(MLContext mlContext) => new()
    {
        EpisodeIdColumnName = nameof(InvoiceRow.Invoice),
        TimestampColumnName = nameof(InvoiceRow.Week),
        RewardColumnName = nameof(InvoiceRow.Profit),
        TerminatedColumnName = nameof(InvoiceRow.Closed),

        // The state, created from raw columns by any ML.NET transforms. They become part of the policy, so its callers
        // pass customer, amount and week unchanged.
        StateColumnName = "State",
        Featurizer = mlContext.Transforms.Categorical.OneHotEncoding("Kind", nameof(InvoiceRow.Customer))
            .Append(mlContext.Transforms.NormalizeMinMax("Size", nameof(InvoiceRow.Amount)))
            .Append(mlContext.Transforms.NormalizeMinMax("Time", nameof(InvoiceRow.Week)))
            .Append(mlContext.Transforms.Concatenate("State", "Kind", "Size", "Time")),

        // Three weeks are short, so money counts the same in each.
        Gamma = 1,
    };

    /// <summary>The options of the evaluation: faster than the defaults, with wider intervals.</summary>
    public static OffPolicyOptions Judging() => new() { Updates = 2_000, FittedQResamples = 5 };
}
