using System.Diagnostics;
using System.Text.Json;
using Spectre.Console;

namespace DeepQ.Benchmarks;

/// <summary>
/// Times contestants in turn, A B C A B C ..., so that a machine that slows down slows all of them. The first is the one
/// that the others are compared with.
/// </summary>
internal static class Comparison
{
    private const int Rounds = 7;
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static IReadOnlyList<Timing> Run(IReadOnlyList<Contestant> contestants)
    {
        double[][] times = [.. contestants.Select(_ => new double[Rounds])];
        double[] bytes = new double[contestants.Count];
        foreach (Contestant contestant in contestants)
            contestant.Run();

        for (int round = 0; round < Rounds; round++)
        {
            for (int i = 0; i < contestants.Count; i++)
            {
                long before = GC.GetAllocatedBytesForCurrentThread();
                long start = Stopwatch.GetTimestamp();
                contestants[i].Run();
                times[i][round] = Stopwatch.GetElapsedTime(start).TotalMicroseconds / contestants[i].Operations;
                bytes[i] = (double)(GC.GetAllocatedBytesForCurrentThread() - before) / contestants[i].Operations;
            }
        }

        double first = Median(times[0]);
        return
        [
            .. contestants.Select((contestant, i) => new Timing(
                contestant.Name, Median(times[i]), times[i].Min(), times[i].Max(), first / Median(times[i]), bytes[i])),
        ];
    }

    /// <summary>Prints the timings and writes them to a file.</summary>
    public static void Show(string title, string operation, IReadOnlyList<Timing> timings, string file)
    {
        Table table = new Table().Title(title).Border(TableBorder.Rounded)
            .AddColumns("contestant", $"µs a {operation}, median", "least – greatest", "times faster", $"bytes a {operation}");
        foreach (Timing timing in timings)
        {
            table.AddRow(
                timing.Name,
                $"{timing.Median:G3}",
                $"{timing.Least:G3} – {timing.Greatest:G3}",
                $"{timing.Ratio:F1}",
                $"{timing.BytesPerOperation:F1}");
        }

        AnsiConsole.Write(table);
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, JsonSerializer.Serialize(new { title, operation, timings }, Indented));
        AnsiConsole.WriteLine(file);
    }

    private static double Median(double[] values) => values.Order().ElementAt(values.Length / 2);
}
