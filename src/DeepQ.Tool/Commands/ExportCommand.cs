using System.CommandLine;
using DeepQ.Decisions;
using DeepQ.Decisions.Export;
using DeepQ.Tool.Files;
using DeepQ.Tool.Options;
using DeepQ.Tool.Output;

namespace DeepQ.Tool.Commands;

/// <summary><c>deepq export</c>: a log of decisions as CSV or Parquet.</summary>
internal static class ExportCommand
{
    public static Command Create(TimeProvider time)
    {
        Argument<string> log = new("log") { Description = "The log of decisions, such as decisions.db" };
        Argument<string> to = new("out") { Description = "The file to write: .csv or .parquet" };
        JoinTimes times = new();
        Option<bool> force = OutputFile.Force();
        ToolCommand command = new("export", "Writes a log of decisions as CSV or Parquet.", """
            A row is a decision with its reward, for pandas, DuckDB, spreadsheets and 'deepq evaluate'.
            Decisions whose rewards may still come are left out.
            Example: deepq export decisions.db decisions.parquet
            """)
        {
            log, to, force,
        };
        times.AddTo(command);
        command.Validators.Add(result =>
        {
            if (result.GetValue(to) is { } name && !IsCsv(name) && !IsParquet(name))
                result.AddError($"'{name}' ends neither with .csv nor with .parquet, which says what is written.");
        });
        command.SetAction(async (parsed, cancellationToken) =>
        {
            (string path, string outPath) = (parsed.GetRequiredValue(log), parsed.GetRequiredValue(to));
            PolicyFile.Require(path);
            OutputFile.Require(outPath, parsed.GetValue(force));
            SqliteDecisionStore store = new(path);
            await using (store.ConfigureAwait(false))
            {
                JoinedLog joined = new(store, time.GetUtcNow(), times.Read(parsed));
                long rows = await (IsCsv(outPath)
                    ? joined.WriteCsvAsync(outPath, cancellationToken)
                    : joined.WriteParquetAsync(outPath, cancellationToken)).ConfigureAwait(false);
                await parsed.InvocationConfiguration.Output.WriteLineAsync($"'{outPath}' has {rows} decisions").ConfigureAwait(false);
            }
        });
        return command;
    }

    private static bool IsCsv(string path) => path.EndsWith(".csv", StringComparison.OrdinalIgnoreCase);

    private static bool IsParquet(string path) => path.EndsWith(".parquet", StringComparison.OrdinalIgnoreCase);
}
