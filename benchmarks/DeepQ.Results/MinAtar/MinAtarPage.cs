using System.Globalization;
using System.Text;

namespace DeepQ.Results;

/// <summary>Writes what was measured into <c>docs/results-minatar.md</c> and its picture.</summary>
internal static class MinAtarPage
{
    private const string Begin = "<!-- measured: begin -->";
    private const string End = "<!-- measured: end -->";

    public static void Write(IReadOnlyList<(MinAtarCell Cell, MinAtarResult? Result)> cells)
    {
        string page = Path.Combine("docs", "results-minatar.md");
        string text = File.ReadAllText(page);
        int begin = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        int end = text.IndexOf(End, StringComparison.Ordinal);
        File.WriteAllText(page, text[..begin] + "\n\n" + Tables(cells) + text[end..]);
        MinAtarPlot.Draw(cells).Save(Path.Combine("docs", "images", "results-minatar.svg"));
    }

    /// <summary>A table of each figure: a row a method, a column a game.</summary>
    public static string Tables(IReadOnlyList<(MinAtarCell Cell, MinAtarResult? Result)> cells)
    {
        StringBuilder text = new();
        Append("Training", "F1", result => result.Training);
        Append("Greedy", "F1", result => result.Greedy);
        Append("Seconds of a training", "F0", result => result.Seconds);
        return text.ToString();

        void Append(string title, string digits, Func<MinAtarResult, double> value)
        {
            text.Append(CultureInfo.InvariantCulture, $"### {title}\n\n| method | frames | {string.Join(" | ", MinAtarCell.Games)} |\n");
            text.Append("|---|---|").Insert(text.Length, "---|", MinAtarCell.Games.Count).Append('\n');
            foreach (MinAtarMethod method in MinAtarMethod.All)
            {
                IEnumerable<string> figures = MinAtarCell.Games.Select(game => Spread(
                    [.. Of(cells, method, game).Select(value)], method.Seeds, digits));
                text.Append(
                    CultureInfo.InvariantCulture,
                    $"| {method.Name} | {method.Options().Steps / 1_000_000} M | {string.Join(" | ", figures)} |\n");
            }

            text.Append('\n');
        }
    }

    /// <summary>The results of a method in a game.</summary>
    public static MinAtarResult[] Of(
        IReadOnlyList<(MinAtarCell Cell, MinAtarResult? Result)> cells, MinAtarMethod method, string game) =>
    [
        .. from cell in cells
           where cell.Cell.Method == method && cell.Cell.Game == game && cell.Result is not null
           select cell.Result,
    ];

    /// <summary>The standard error of a mean; not a number for a single value.</summary>
    public static double Error(IReadOnlyList<double> values)
    {
        double mean = values.Average();
        return Math.Sqrt(values.Sum(value => (value - mean) * (value - mean)) / (values.Count - 1) / values.Count);
    }

    private static string Spread(double[] values, int seeds, string digits)
    {
        if (values.Length == 0)
            return "";
        string mean = values.Average().ToString(digits, CultureInfo.InvariantCulture);
        string error = values.Length == 1 ? "" : " ± " + Error(values).ToString(digits, CultureInfo.InvariantCulture);
        return mean + error + (values.Length < seeds ? $" ({values.Length} of {seeds} seeds)" : "");
    }
}
