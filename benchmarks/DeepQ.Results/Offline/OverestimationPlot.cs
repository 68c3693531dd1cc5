using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace DeepQ.Results;

/// <summary>
/// The mean of Q(s, a) over the log by updates, on a logarithmic scale, beside the most that any policy can be worth.
/// </summary>
internal static class OverestimationPlot
{
    private const double Possible = 100;
    private static readonly Color[] Colors = [Color.FromHex("#c53030"), Color.FromHex("#2b6cb0")];

    public static Plot Draw(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> curves)
    {
        Plot plot = Pictures.New("CartPole-v1 from a log: the mean of Q(s, a) while it is learned from", "updates", "");
        foreach ((int i, (string name, IReadOnlyList<double> values)) in curves.Index())
        {
            double[] updates = [.. values.Select((_, point) => (point + 1.0) * ValueCurve.Interval)];
            double[] powersOfTen = [.. values.Select(value => Math.Log10(Math.Max(1, value)))];
            Scatter line = plot.Add.ScatterLine(updates, powersOfTen, Colors[i]);
            (line.LineWidth, line.LegendText) = (2.5f, name);
        }

        plot.Add.HorizontalLine(Math.Log10(Possible), 1.5f, Color.FromHex("#2f855a"), LinePattern.Dashed).LegendText =
            "1 / (1 − γ) = 100: no policy can be worth more";
        double[] powers = [.. Enumerable.Range(0, 1 + (int)Math.Ceiling(Math.Log10(curves.Max(curve => curve.Values.Max())))).Select(power => (double)power)];
        plot.Axes.Left.TickGenerator = new NumericManual(powers, [.. powers.Select(power => $"{Math.Pow(10, power):N0}")]);
        return plot;
    }
}
