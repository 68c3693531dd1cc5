using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace DeepQ.Benchmarks;

/// <summary>Prints comparisons as they come, and writes them to a file.</summary>
internal static class Report
{
    private const string CountedWork = "counted is the work of dense layers, what was left out of it included";

    private static readonly JsonSerializerOptions Json = new()
    {
        WriteIndented = true,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
    };

    /// <summary>Where files go.</summary>
    public static string Folder => Directory.CreateDirectory(Path.Combine("artifacts", "bench")).FullName;

    /// <summary>Prints each comparison and writes all of them.</summary>
    public static void Show(string name, IEnumerable<Comparison> comparisons)
    {
        if (Console.IsOutputRedirected)
            AnsiConsole.Profile.Width = 140;
        List<Comparison> shown = [];
        foreach (Comparison comparison in comparisons)
        {
            AnsiConsole.Write(ToTable(comparison));
            shown.Add(comparison);
        }

        string file = Path.Combine(Folder, $"{name}.json");
        File.WriteAllText(file, JsonSerializer.Serialize(new { machine = Machine.This, comparisons = shown }, Json));
        AnsiConsole.WriteLine(file);
    }

    private static Table ToTable(Comparison comparison)
    {
        double peak = comparison.Timings.FirstOrDefault(timing => timing.Name == FusedMultiplyAdd.Name)?.Gigaflops ?? 0;
        Timing[] timings = [.. comparison.Timings.Where(timing => timing.Name != FusedMultiplyAdd.Name)];
        (string Header, Func<Timing, string> Cell)[] columns =
        [
            ("", timing => timing.Name),
            ($"µs a {comparison.Operation}", timing => Short(timing.Median)),
            (comparison.Range, timing => $"{Short(timing.Least)} – {Short(timing.Greatest)}"),
            .. comparison.References.Select(reference => (
                comparison.References.Count == 1 ? "times faster" : $"times {reference}",
                (Func<Timing, string>)(timing => timing.Name == reference ? "1" : Short(timing.TimesFaster[reference])))),
            ($"bytes a {comparison.Operation}", timing => $"{timing.Bytes:F1}"),
            ("dense GFLOP/s", timing => $"{timing.Gigaflops:F1}"),
            ("of the peak", timing => peak > 0 ? $"{timing.Gigaflops / peak:P0}" : ""),
            ("", timing => timing.Note ?? ""),
        ];

        Table table = new Table().Title(Markup.Escape(comparison.Title)).Border(TableBorder.Rounded);
        var shown = columns.Where(column => timings.Any(timing => column.Cell(timing).Length > 0)).ToList();
        foreach (var (header, _) in shown)
            table.AddColumn(header.Length == 0 ? new TableColumn(header) : new TableColumn(header).RightAligned());
        foreach (Timing timing in timings)
            table.AddRow([.. shown.Select(column => Markup.Escape(column.Cell(timing)))]);
        return peak > 0 ? table.Caption($"{FusedMultiplyAdd.Name}: {peak:F0} GFLOP/s; {CountedWork}") : table;
    }

    // Three significant digits, and no exponents.
    private static string Short(double value) =>
        double.IsNaN(value) ? "" : Math.Abs(value) >= 100 ? $"{value:N0}" : $"{value:G3}";
}
