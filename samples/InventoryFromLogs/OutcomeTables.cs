using DeepQ.Learning.OffPolicy;
using Spectre.Console;

namespace InventorySample;

/// <summary>The tables that a run prints.</summary>
internal static class OutcomeTables
{
    /// <summary>Estimates beside the true values.</summary>
    public static Table OfEstimates(Outcome outcome)
    {
        Table table = new Table().RoundedBorder().BorderColor(Color.Grey)
            .AddColumns("policy", "by", "estimate", "95% interval", "true");
        PolicyMetrics metrics = outcome.Metrics;
        Add("logged", "mean week of the log", metrics.LoggedReturn, outcome.Logged);
        Add("learned", "fitted Q", metrics.FittedQ, outcome.Learned);
        Add("learned", "doubly robust", metrics.DoublyRobust, outcome.Learned);
        Add("learned", "weighted, per decision", metrics.WeightedPerDecisionImportanceSampling, outcome.Learned);
        Add("learned", "weighted", metrics.WeightedImportanceSampling, outcome.Learned);
        Add("learned", "per decision", metrics.PerDecisionImportanceSampling, outcome.Learned);
        Add("learned", "importance sampling", metrics.ImportanceSampling, outcome.Learned);
        table.AddRow("best", "known model", "", "", $"{outcome.Optimal:F1}");
        return table;

        void Add(string policy, string by, Estimate? estimate, double truth)
        {
            if (estimate is null)
                return;
            table.AddRow(
                policy, by, $"{estimate.Value:F1}", $"{estimate.Lower:F1} to {estimate.Upper:F1}", $"{truth:F1}");
        }
    }

    /// <summary>One line per seed.</summary>
    public static Table OfSeeds(IEnumerable<Outcome> outcomes)
    {
        Table table = new Table().RoundedBorder().BorderColor(Color.Grey)
            .AddColumns("seed", "logged", "learned", "best", "way gone")
            .AddColumns("fitted Q", "doubly robust", "effective weeks");
        foreach (Outcome outcome in outcomes)
        {
            table.AddRow(
                $"{outcome.Seed}",
                $"{outcome.Logged:F1}",
                $"{outcome.Learned:F1}",
                $"{outcome.Optimal:F1}",
                $"{outcome.Closed:P1}",
                Text(outcome.Metrics.FittedQ),
                Text(outcome.Metrics.DoublyRobust),
                $"{outcome.Metrics.EffectiveSampleSize:F0}");
        }

        return table;

        static string Text(Estimate? estimate) =>
            estimate is null ? "" : $"{estimate.Value:F1} ({estimate.Lower:F1} to {estimate.Upper:F1})";
    }
}
