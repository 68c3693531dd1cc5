using System.Globalization;
using System.Text;

namespace DeepQ.Results;

/// <summary>The returns from logs as a Markdown table.</summary>
internal static class OfflineReport
{
    public static string ToMarkdown(IReadOnlyList<OfflineSeed> seeds)
    {
        string[] names = [.. OfflineCartPole.Algorithms.Select(entry => entry.Name)];
        StringBuilder text = new();
        text.AppendLine(
            CultureInfo.InvariantCulture, $"| {OfflineCartPole.Name} | the log itself | {string.Join(" | ", names)} |");
        text.AppendLine(string.Concat(Enumerable.Repeat("|---", names.Length + 2)) + "|");
        foreach (OfflineSeed seed in seeds)
        {
            string returns = string.Join(
                " | ", seed.Returns.Select(value => value.ToString("F1", CultureInfo.InvariantCulture)));
            text.AppendLine(CultureInfo.InvariantCulture, $"| seed {seed.Seed} | {seed.Logged:F1} | {returns} |");
        }

        string spreads = string.Join(" | ", names.Select((_, i) => Spread(seeds.Select(seed => seed.Returns[i]))));
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| mean ± deviation | {Spread(seeds.Select(seed => seed.Logged))} | {spreads} |");
        return text.ToString();
    }

    private static string Spread(IEnumerable<double> values)
    {
        double[] all = [.. values];
        double mean = all.Average();
        double deviation = Math.Sqrt(all.Average(value => Math.Pow(value - mean, 2)));
        return string.Create(CultureInfo.InvariantCulture, $"{mean:F1} ± {deviation:F1}");
    }
}
