using System.Text.Json;
using Spectre.Console;

namespace DeepQ.Benchmarks;

/// <summary>Prints comparisons as they come, and writes them to a file.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <summary>Prints each comparison and writes all of them.</summary>
    public static void Show(string name, IEnumerable<Comparison> comparisons)
    {
        List<Comparison> shown = [];
        foreach (Comparison comparison in comparisons)
        {
            AnsiConsole.Write(ToTable(comparison));
            shown.Add(comparison);
        }

        string file = Path.Combine("artifacts", "bench", $"{name}.json");
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, JsonSerializer.Serialize(new { machine = Machine.This, comparisons = shown }, Indented));
        AnsiConsole.WriteLine(file);
    }

    private static Table ToTable(Comparison comparison)
    {
        double peak = comparison.Timings.FirstOrDefault(timing => timing.Name == FusedMultiplyAdd.Name)?.Gigaflops ?? 0;
        bool counted = comparison.Timings.Any(timing => timing.Gigaflops is not null);
        Table table = new Table().Title(Markup.Escape(comparison.Title)).Border(TableBorder.Rounded)
            .AddColumn("")
            .AddColumn(new TableColumn($"µs a {comparison.Operation}").RightAligned())
            .AddColumn(comparison.Range)
            .AddColumn(new TableColumn("times faster").RightAligned())
            .AddColumn(new TableColumn($"bytes a {comparison.Operation}").RightAligned());
        if (counted)
        {
            table.AddColumn(new TableColumn("GFLOP/s").RightAligned());
            table.AddColumn(new TableColumn("of the peak").RightAligned());
        }

        foreach (Timing timing in comparison.Timings.Where(timing => timing.Name != FusedMultiplyAdd.Name))
        {
            string[] cells =
            [
                Markup.Escape(timing.Name),
                $"{timing.Median:G3}",
                $"{timing.Least:G3} – {timing.Greatest:G3}",
                timing.Name == comparison.Reference ? "1" : $"{timing.TimesFaster:G3}",
                timing.Bytes is null ? "" : $"{timing.Bytes:F1}",
            ];
            table.AddRow(!counted ? cells :
                [.. cells, $"{timing.Gigaflops:F1}", peak > 0 ? $"{timing.Gigaflops / peak:P0}" : ""]);
        }

        return counted && peak > 0 ? table.Caption($"{FusedMultiplyAdd.Name}: {peak:F0} GFLOP/s") : table;
    }
}
