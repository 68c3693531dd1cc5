using System.Globalization;
using System.Text;

namespace TrainModels;

/// <summary>Cards as Markdown: a page for each, and one that lists them.</summary>
internal static class CardPage
{
    public const string FileName = "README.md";

    public static string Of(ModelCard card)
    {
        StringBuilder page = new();
        page.Append("# ").AppendLine(card.Name).AppendLine();
        Table(page, "", [
            ("algorithm", $"{card.Algorithm}; the settings are below"),
            ("made by", $"`./build.sh model {card.Recipe}`, seed {card.Seed}"),
            ("learned from", Text($"{card.Steps:N0} environment steps, {card.Updates:N0} updates")),
            ("kept", Text($"the network of step {card.BestStep:N0}, which evaluated best")),
        ]);
        page.AppendLine("## What it reaches").AppendLine();
        Table(page, Text($"{card.Returns.Episodes:N0} episodes of the file in ONNX Runtime, seed {card.Returns.Seed}"),
            [.. ReturnRows(card), .. OptimalityRows(card.Optimality)]);
        page.AppendLine("## The file").AppendLine();
        Table(page, card.File.Name, [
            ("SHA-256", $"`{card.File.Sha256}`"),
            ("size", Text($"{card.File.Bytes:N0} bytes, {card.File.Parameters:N0} weights")),
            ("versions", $"operator set {card.File.OperatorSet}, file format {card.File.FormatVersion}"),
            .. card.File.Inputs.Select(input => ("input", $"`{input}`")),
            .. card.File.Outputs.Select(output => ("output", $"`{output}`")),
            ("actions", string.Join(", ", card.File.Actions.Select((name, action) => $"{action} {name}"))),
        ]);
        page.AppendLine("## Settings").AppendLine();
        Table(page, "of `DqnOptions`; all others are the defaults",
            [.. card.Settings.Select(setting => ($"`{setting.Key}`", setting.Value))]);
        page.AppendLine("## Limits").AppendLine();
        page.AppendLine(
            $"Trained and measured in this project's own {card.Name}, from its start states, with exact observations. "
            + "Nothing is known of other physics, other starts, or noise. Training again on another processor may "
            + "round differently and bring another policy.");
        return page.ToString();
    }

    public static string Index(IReadOnlyList<ModelCard> cards)
    {
        StringBuilder page = new();
        page.AppendLine("# Trained policies").AppendLine();
        page.AppendLine(
            "Each folder holds a policy as an ONNX file, and its card as `card.json` and as a page. The command makes "
            + "all three again; a test lets each policy act and compares with the card.");
        page.AppendLine();
        page.AppendLine("| policy | mean return (95%) | solved at | optimal | size | made by |");
        page.AppendLine("|---|---|---|---|---|---|");
        foreach (ModelCard card in cards)
        {
            page.AppendLine(
                $"| [{card.Name}]({card.Name}/{FileName}) | {Interval(card.Returns)} | {Number(card.Aim)} | "
                + Text($"{Optimal(card.Optimality)} | {card.File.Bytes / 1024.0:F0} kB | ")
                + $"`./build.sh model {card.Recipe}` |");
        }

        return page.ToString();
    }

    private static IEnumerable<(string, string)> ReturnRows(ModelCard card) =>
    [
        ("mean return", $"{Interval(card.Returns)}, in brackets the 95% interval"),
        ("deviation", Number(card.Returns.Deviation)),
        ("least and greatest", $"{Number(card.Returns.Least)} and {Number(card.Returns.Greatest)}"),
        ("solved at", Number(card.Aim)),
    ];

    private static IEnumerable<(string, string)> OptimalityRows(Optimality? optimality) => optimality is null ? [] :
    [
        ("optimal action", $"in {Optimal(optimality)} that an episode can be in"),
        ("expected discounted return",
            Text($"{optimality.Value:F6} of {optimality.OptimalValue:F6}, the optimum; both exact")),
    ];

    private static string Interval(Returns returns) =>
        $"{Number(returns.Mean)} [{Number(returns.Low)}, {Number(returns.High)}]";

    private static string Number(double value) => value.ToString("0.###", CultureInfo.InvariantCulture);

    private static string Optimal(Optimality? optimality) =>
        optimality is null ? "not known" : $"{optimality.OptimalStates} of {optimality.States} states";

    private static void Table(StringBuilder page, string title, IReadOnlyList<(string Name, string Value)> rows)
    {
        page.AppendLine($"| | {title} |".Replace("  ", " ", StringComparison.Ordinal)).AppendLine("|---|---|");
        foreach ((string name, string value) in rows)
            page.AppendLine($"| {name} | {value} |");
        page.AppendLine();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
