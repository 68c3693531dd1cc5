using System.Text.Json;
using System.Text.Json.Serialization;
using Spectre.Console;

namespace DeepQ.Benchmarks;

/// <summary>Prints comparisons as they come, and writes them as JSON and as tables of Markdown.</summary>
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
        File.WriteAllText(Path.ChangeExtension(file, ".md"), string.Join('\n', shown.Select(ToMarkdown)));
        AnsiConsole.WriteLine(file);
    }

    private static Table ToTable(Comparison comparison)
    {
        double peak = Peak(comparison);
        Table table = new Table().Title(Markup.Escape(comparison.Title)).Border(TableBorder.Rounded);
        foreach (string[] column in Columns(comparison, peak))
            table.AddColumn(column[0].Length == 0 ? new TableColumn("") : new TableColumn(column[0]).RightAligned());
        foreach (string[] row in Rows(comparison, peak))
            table.AddRow([.. row.Select(Markup.Escape)]);
        return peak > 0 ? table.Caption($"{FusedMultiplyAdd.Name}: {peak:F0} GFLOP/s; {CountedWork}") : table;
    }

    private static string ToMarkdown(Comparison comparison)
    {
        double peak = Peak(comparison);
        string[] headers = [.. Columns(comparison, peak).Select(column => column[0])];
        IEnumerable<string> lines =
        [
            $"{comparison.Title}{(peak > 0 ? $" ({FusedMultiplyAdd.Name}: {peak:F0} GFLOP/s)" : "")}",
            "",
            Line(headers),
            Line(headers.Select(_ => "---")),
            .. Rows(comparison, peak).Select(Line),
            "",
        ];
        return string.Join('\n', lines);

        static string Line(IEnumerable<string> cells) => $"| {string.Join(" | ", cells)} |";
    }

    private static double Peak(Comparison comparison) =>
        comparison.Timings.FirstOrDefault(timing => timing.Name == FusedMultiplyAdd.Name)?.Gigaflops ?? 0;

    private static IEnumerable<string[]> Rows(Comparison comparison, double peak)
    {
        string[][] columns = Columns(comparison, peak);
        return Enumerable.Range(1, columns[0].Length - 1).Select(row => columns.Select(column => column[row]).ToArray());
    }

    // The header and a cell for each contestant; columns without cells are left out.
    private static string[][] Columns(Comparison comparison, double peak)
    {
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
        return [.. columns.Select(column => (string[])[column.Header, .. timings.Select(column.Cell)])
            .Where(column => column.Skip(1).Any(cell => cell.Length > 0))];
    }

    // Three significant digits, and no exponents.
    private static string Short(double value) =>
        double.IsNaN(value) ? "" : Math.Abs(value) >= 100 ? $"{value:N0}" : $"{value:G3}";
}
