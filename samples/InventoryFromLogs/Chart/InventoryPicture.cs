using System.Xml.Linq;
using DeepQ.Learning.OffPolicy;

namespace InventorySample;

/// <summary>Draws a run: estimates beside true values, and orders beside the best ones.</summary>
internal static class InventoryPicture
{
    private const int Width = 980;
    private const double Left = 210;
    private const double Top = 116;
    private const string Ink = "#1f2933";
    private const string Gray = "#5b6670";
    private const string LoggedColor = "#d9480f";
    private const string LearnedColor = "#2f6db5";
    private const string OptimalColor = "#2b8a3e";

    /// <summary>Draws the picture.</summary>
    /// <param name="outcome">The run.</param>
    /// <param name="logged">The states in the log.</param>
    public static XDocument Draw(Outcome outcome, IReadOnlySet<ShopState> logged)
    {
        (string Name, Estimate Estimate, string Color)[] rows = [.. Rows(outcome.Metrics)];
        double bottom = Top + ValueChart.HeightOf(rows.Length);
        ValueChart chart = new(Left, Width - 40, rows
            .SelectMany(row => (double[])[row.Estimate.Value, row.Estimate.Lower, row.Estimate.Upper])
            .Concat([outcome.Logged, outcome.Learned, outcome.Optimal]));
        double maps = bottom + 100;
        double second = maps + OrderMap.Height + 44;
        return Svg.Picture(
            Width,
            (int)(second + OrderMap.Height + 52),
            "What a week is worth",
            Title(36, 20, "What a log says of a policy that it does not contain, and what is true"),
            Svg.Text(24, 60, Subtitle(outcome), Gray),
            chart.Axis(Top, bottom),
            chart.Truth("logged", outcome.Logged, LoggedColor, Top, bottom),
            chart.Truth("learned", outcome.Learned, LearnedColor, Top, bottom, "end"),
            chart.Truth("best", outcome.Optimal, OptimalColor, Top, bottom, "start"),
            chart.Rows(Top, rows),
            Title(maps - 34, 15, "What is ordered, by day, weather and stock; pale where the log has no such morning"),
            Map("learned", maps, outcome.Orders),
            Map("best", second, DynamicProgramming.BestOrders()),
            Legend(second + OrderMap.Height + 30));

        IEnumerable<XElement> Map(string name, double top, IReadOnlyList<int> orders) =>
        [
            Svg.Text(24, top + 24, name, Ink, "start", ("font-weight", 600)),
            .. OrderMap.Labels(130, top, Gray),
            .. OrderMap.Draw(130, top, orders, logged),
        ];
    }

    private static XElement Title(double y, int size, string text) =>
        Svg.Text(24, y, text, Ink, "start", ("font-size", size), ("font-weight", 600));

    private static string Subtitle(Outcome outcome) =>
        $"{outcome.Metrics.Episodes:N0} logged weeks, seed {outcome.Seed}: euros a week, 95% intervals; " +
        "dashed: the exact values";

    private static IEnumerable<(string Name, Estimate Estimate, string Color)> Rows(PolicyMetrics metrics)
    {
        (string, Estimate?, string)[] all =
        [
            ("mean week of the log", metrics.LoggedReturn, LoggedColor),
            ("fitted Q", metrics.FittedQ, LearnedColor),
            ("doubly robust", metrics.DoublyRobust, LearnedColor),
            ("weighted, per decision", metrics.WeightedPerDecisionImportanceSampling, LearnedColor),
            ("weighted", metrics.WeightedImportanceSampling, LearnedColor),
            ("per decision", metrics.PerDecisionImportanceSampling, LearnedColor),
            ("importance sampling", metrics.ImportanceSampling, LearnedColor),
        ];
        foreach ((string name, Estimate? estimate, string color) in all)
        {
            if (estimate is not null)
                yield return (name, estimate, color);
        }
    }

    private static IEnumerable<XElement> Legend(double y) =>
        StrawberryShop.OrderNames.SelectMany((name, order) => (XElement[])
        [
            Svg.Rectangle(130 + (order * 130), y - 10, 12, 12, OrderMap.Colors[order]),
            Svg.Text(150 + (order * 130), y, name, Ink),
        ]);
}
