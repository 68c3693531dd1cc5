using ScottPlot;
using ScottPlot.Plottables;

namespace DeepQ.Results;

/// <summary>
/// Evaluations by steps: the median over the seeds, a band that holds the middle half of them, a pale one that holds
/// all, and the solved line.
/// </summary>
internal static class SpreadPlot
{
    private static readonly Color Seeds = Color.FromHex("#2b6cb0"), Solved = Color.FromHex("#2f855a");

    public static Plot Draw(Experiment experiment, IReadOnlyList<SeedResult> seeds)
    {
        int count = seeds.Min(seed => seed.Curve.Count);
        double[][] byStep =
            [.. Enumerable.Range(0, count).Select(i => seeds.Select(seed => seed.Curve[i].Return).Order().ToArray())];
        double[] steps = [.. seeds[0].Curve.Take(count).Select(point => (double)point.Step)];

        Plot plot = Pictures.New($"DQN on {experiment.Create().Name}, {seeds.Count} seeds", "environment steps", "greedy return");
        Band(0, 0.12, "all seeds");
        Band(seeds.Count / 4, 0.25, "middle half of the seeds");
        Scatter median = plot.Add.ScatterLine(steps, [.. byStep.Select(values => values[values.Length / 2])], Seeds);
        (median.LineWidth, median.LegendText) = (2.5f, "median");
        plot.Add.HorizontalLine(experiment.Solved, 1.5f, Solved, LinePattern.Dashed).LegendText = $"solved: {experiment.Solved}";
        plot.Axes.SetLimitsX(0, 1.03 * steps[^1]);
        return plot;

        // From the seed that leaves out this many below to the one that leaves out as many above.
        void Band(int leftOut, double opacity, string name)
        {
            FillY band = plot.Add.FillY(
                steps, [.. byStep.Select(values => values[leftOut])], [.. byStep.Select(values => values[^(1 + leftOut)])]);
            (band.FillColor, band.LineWidth, band.LegendText) = (Seeds.WithAlpha(opacity), 0, name);
        }
    }
}
