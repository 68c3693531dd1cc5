using System.Globalization;
using System.Text;

namespace DeepQ.Results;

/// <summary>The returns from logs as a Markdown table.</summary>
internal static class OfflineReport
{
    /// <summary>The return of the log and of what was learned from it.</summary>
    public static string Returns(IReadOnlyList<OfflineSeed> seeds)
    {
        string[] names =
            ["the log itself", "its greedy part", .. OfflineCartPole.Algorithms.Select(entry => entry.Name)];
        return Table(
            OfflineCartPole.Name, names, seeds, seed => [seed.Logged, seed.Greedy, .. seed.Returns]);
    }

    /// <summary>How near the cloned policy is to what it was cloned from.</summary>
    public static string Clone(IReadOnlyList<OfflineSeed> seeds)
    {
        int clone = OfflineCartPole.Algorithms.Index().Single(entry => entry.Item.Name == "BC").Index;
        string[] names = ["its greedy part", "BC", "agreement", "the log itself", "BC with its random actions"];
        return Table("behavior cloning", names, seeds, seed =>
            [seed.Greedy, seed.Returns[clone], 100 * seed.Agreement, seed.Logged, seed.ExploringClone]);
    }

    private static string Table(
        string title,
        string[] names,
        IReadOnlyList<OfflineSeed> seeds,
        Func<OfflineSeed, IReadOnlyList<double>> figures)
    {
        StringBuilder text = new();
        text.AppendLine(CultureInfo.InvariantCulture, $"| {title} | {string.Join(" | ", names)} |");
        text.AppendLine(string.Concat(Enumerable.Repeat("|---", names.Length + 1)) + "|");
        foreach (OfflineSeed seed in seeds)
            Line($"seed {seed.Seed}", figures(seed).Select(Text));
        Line("mean ± deviation", names.Select((_, i) => Spread(seeds.Select(seed => figures(seed)[i]))));
        return text.ToString();

        void Line(string name, IEnumerable<string> cells) =>
            text.AppendLine($"| {name} | {string.Join(" | ", cells)} |");

        static string Text(double value) => value.ToString("F1", CultureInfo.InvariantCulture);
    }

    private static string Spread(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        double deviation = Math.Sqrt(all.Average(value => Math.Pow(value - mean, 2)));
        return string.Create(CultureInfo.InvariantCulture, $"{mean:F1} ± {deviation:F1}");
    }
}
