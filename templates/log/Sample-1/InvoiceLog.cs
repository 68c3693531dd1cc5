using DeepQ.Learning.OffPolicy;
using DeepQ.MLNet;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace Sample_1;

/// <summary>Says what the columns of invoices.csv are, and how to learn from them.</summary>
public static class InvoiceLog
{
    public static string DefaultPath { get; } = Path.Combine(AppContext.BaseDirectory, "invoices.csv");

    // A number that is missing is NaN, which is an error with its row, rather than a zero that would be learned.
    public static IDataView Read(MLContext mlContext, string path) => mlContext.Data.LoadFromTextFile<InvoiceRow>(
        path, new TextLoader.Options { Separators = [','], HasHeader = true, AllowQuoting = true, MissingRealsAsNaNs = true });

    /// <summary>Keeps a third of the invoices back: what is learned from the others is judged by these.</summary>
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

        // The state, made of raw columns by any transforms of ML.NET. They become part of the policy, so that whoever
        // asks it passes customer, amount and week as they are.
        StateColumnName = "State",
        Featurizer = mlContext.Transforms.Categorical.OneHotEncoding("Kind", nameof(InvoiceRow.Customer))
            .Append(mlContext.Transforms.NormalizeMinMax("Size", nameof(InvoiceRow.Amount)))
            .Append(mlContext.Transforms.NormalizeMinMax("Time", nameof(InvoiceRow.Week)))
            .Append(mlContext.Transforms.Concatenate("State", "Kind", "Size", "Time")),

        // Three weeks are short: money counts the same in each.
        Gamma = 1,
    };

    /// <summary>How the policy is judged: faster than by default, with wider intervals.</summary>
    public static OffPolicyOptions Judging() => new() { Updates = 2_000, FittedQResamples = 5 };
}
