using System.Globalization;
using System.Text;

namespace DeepQ.Results;

/// <summary>The results of an ablation as a Markdown table.</summary>
internal static class AblationReport
{
    public static string ToMarkdown(Ablation ablation, IReadOnlyList<VariantResult> variants)
    {
        bool exact = variants[0].Seeds[0].QError is not null;
        StringBuilder text = new();
        text.Append(CultureInfo.InvariantCulture, $"| {ablation.Name} | last network | best network |");
        text.AppendLine(exact ? " error of Q, last network | seconds |" : " seconds |");
        text.AppendLine(exact ? "|---|---|---|---|---|" : "|---|---|---|---|");
        foreach ((string name, IReadOnlyList<SeedResult> seeds) in variants)
        {
            string digits = exact ? "F3" : "F1";
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {name} | {Spread(seed => seed.Last)} | {Spread(seed => seed.Best)} |");
            if (exact)
                text.Append(CultureInfo.InvariantCulture, $" {Spread(seed => seed.QError!.Value)} |");
            text.AppendLine(CultureInfo.InvariantCulture, $" {seeds.Average(seed => seed.Seconds):F0} |");

            string Spread(Func<SeedResult, double> value) => Report.Spread(seeds, value, digits);
        }

        return text.ToString();
    }
}
