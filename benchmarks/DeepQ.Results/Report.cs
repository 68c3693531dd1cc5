using System.Globalization;
using System.Text;
using System.Text.Json;

namespace DeepQ.Results;

/// <summary>The results of an experiment as a Markdown table and as JSON.</summary>
internal static class Report
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    public static string ToMarkdown(Experiment experiment, IReadOnlyList<SeedResult> seeds)
    {
        StringBuilder text = new();
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| {experiment.Name} | last network | best network | seconds | updates |");
        text.AppendLine("|---|---|---|---|---|");
        foreach (SeedResult seed in seeds)
        {
            text.AppendLine(
                CultureInfo.InvariantCulture,
                $"| seed {seed.Seed} | {seed.Last:F1} | {seed.Best:F1} | {seed.Seconds:F0} | {seed.Updates} |");
        }

        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| mean ± deviation | {Spread(seeds, seed => seed.Last)} | {Spread(seeds, seed => seed.Best)} | " +
            $"{seeds.Average(seed => seed.Seconds):F0} | |");
        text.AppendLine(
            CultureInfo.InvariantCulture,
            $"| median | {Median(seeds, seed => seed.Last):F1} | {Median(seeds, seed => seed.Best):F1} | | |");
        text.AppendLine(CultureInfo.InvariantCulture, $"| others | {experiment.Published} | | | |");
        return text.ToString();
    }

    public static string ToJson(Experiment experiment, IReadOnlyList<SeedResult> seeds) =>
        JsonSerializer.Serialize(new { experiment.Name, experiment.Solved, Seeds = seeds }, Indented);

    public static string ToJson(Ablation ablation, IReadOnlyList<VariantResult> variants) =>
        JsonSerializer.Serialize(new { ablation.Name, Variants = variants }, Indented);

    /// <summary>The mean and the deviation of a value over the seeds.</summary>
    public static string Spread(IReadOnlyList<SeedResult> seeds, Func<SeedResult, double> value, string digits = "F1")
    {
        double mean = seeds.Average(value);
        double deviation = Math.Sqrt(seeds.Average(seed => Math.Pow(value(seed) - mean, 2)));
        return mean.ToString(digits, CultureInfo.InvariantCulture) + " ± " +
            deviation.ToString(digits, CultureInfo.InvariantCulture);
    }

    private static double Median(IReadOnlyList<SeedResult> seeds, Func<SeedResult, double> value)
    {
        double[] sorted = [.. seeds.Select(value).Order()];
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
