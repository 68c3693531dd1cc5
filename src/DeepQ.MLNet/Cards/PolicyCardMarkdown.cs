using System.Globalization;
using System.Text;
using DeepQ.Learning.Data;

namespace DeepQ.MLNet.Cards;

/// <summary>Writes a card as Markdown.</summary>
internal static class PolicyCardMarkdown
{
    /// <param name="card">The card.</param>
    /// <param name="picture">The file name of its picture; null without one.</param>
    public static string Render(PolicyCard card, string? picture)
    {
        StringBuilder text = new();
        text.Append($"# {card.Title}\n\n");
        if (card.Purpose is not null)
            text.Append($"{card.Purpose}\n\n");
        if (card.Warnings.Count > 0)
        {
            text.Append("## Warnings\n\n");
            foreach (string warning in card.Warnings)
                text.Append($"- {warning}\n");
            text.Append('\n');
        }

        if (card.Values.Count > 0)
            AppendValues(text, card, picture);
        if (card.Figures.Count > 0)
            Table(text, "Figures", card.Figures.Select(figure => (figure.Name, Number(figure.Value))));
        Table(text, "Training", Training(card));
        if (card.Data is not null || card.DataSource is not null)
            Table(text, "Data", Data(card.DataSource, card.Data));
        if (card.Settings is { } settings)
        {
            Table(text, "Settings", settings.Select(setting => (setting.Key, setting.Value)));
            text.Append("All other settings have their default values.\n\n");
        }

        Table(text, "File", File(card));
        return text.ToString().TrimEnd() + "\n";
    }

    private static void AppendValues(StringBuilder text, PolicyCard card, string? picture)
    {
        text.Append("## Value\n\n");
        if (picture is not null)
            text.Append($"![The values and their intervals]({picture})\n\n");
        text.Append("| measured by | value | 95% interval |\n|---|---:|---|\n");
        foreach (PolicyCardFigure value in card.Values)
            text.Append($"| {value.Name} | {Number(value.Value)} | {value.Interval} |\n");
        text.Append('\n');
    }

    private static IEnumerable<(string, string)> Training(PolicyCard card) =>
    [
        ("algorithm", card.Algorithm),
        ("discount factor", Number(card.Gamma)),
        .. card.Seed is { } seed ? [("seed", $"{seed}")] : Array.Empty<(string, string)>(),
        .. card.Training.OrderBy(entry => entry.Key, StringComparer.Ordinal)
            .Select(entry => (entry.Key.Replace('_', ' '), entry.Value)),
    ];

    private static IEnumerable<(string, string)> Data(string? source, LoggedDataReport? data)
    {
        if (source is not null)
            yield return ("source", source);
        if (data is null)
            yield break;
        yield return ("rows", $"{data.Rows}, of which {data.RowsLeftOut} were left out");
        yield return ("transitions", $"{data.Transitions}");
        if (data.Episodes is { } episodes)
            yield return ("episodes", $"{episodes}");
        foreach ((string action, int count) in data.Actions)
            yield return ($"action {action}", $"{count}");
        yield return ("rows with issues", $"{data.FindingCount}");
    }

    private static IEnumerable<(string, string)> File(PolicyCard card) =>
    [
        ("name", card.Model),
        ("SHA-256", $"`{card.Sha256}`"),
        ("bytes", $"{card.Bytes}"),
        ("written by", card.CreatedBy),
        .. card.Inputs.Select(input => ("input", $"`{input}`")),
        .. card.Outputs.Select(output => ("output", $"`{output}`")),
        ("actions", string.Join(", ", card.Actions)),
    ];

    private static void Table(StringBuilder text, string title, IEnumerable<(string Name, string Value)> rows)
    {
        text.Append($"## {title}\n\n| | |\n|---|---|\n");
        foreach ((string name, string value) in rows)
            text.Append($"| {Escape(name)} | {Escape(value)} |\n");
        text.Append('\n');
    }

    private static string Escape(string cell) =>
        cell.Replace("|", "\\|", StringComparison.Ordinal).ReplaceLineEndings(" ");

    private static string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
}
