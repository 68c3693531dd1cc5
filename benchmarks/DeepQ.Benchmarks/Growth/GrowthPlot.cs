using System.Globalization;
using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace DeepQ.Benchmarks;

/// <summary>Times by sizes, one line per contestant. Both axes are logarithmic, so that a straight line is a power law.</summary>
internal static class GrowthPlot
{
    public static Plot Draw(Growth growth, IReadOnlyList<Comparison> points)
    {
        string[] names =
            [.. points[0].Timings.Select(timing => timing.Name).Where(name => name != FusedMultiplyAdd.Name)];
        double[] sizes = [.. points.Select(point => (double)point.Size!.Value)];
        double[] times = [.. points.SelectMany(point => names.Select(name => point[name].Median))];
        double low = Math.Floor(Math.Log10(times.Min())), high = Math.Ceiling(Math.Log10(times.Max()));

        Plot plot = new();
        plot.Font.Set(Fonts.Sans);
        plot.Title(growth.Title);
        plot.XLabel(growth.Size);
        plot.YLabel(growth.Time);
        plot.Axes.Bottom.TickGenerator = Ticks(sizes);
        plot.Axes.Left.TickGenerator = Ticks(Enumerable.Range((int)low, (int)(high - low) + 1).Select(power => Math.Pow(10, power)));
        plot.Axes.SetLimitsY(low, high);
        foreach (string name in names)
        {
            Scatter line = plot.Add.Scatter(
                sizes.Select(Math.Log10).ToArray(), points.Select(point => Math.Log10(point[name].Median)).ToArray());
            (line.LineWidth, line.MarkerSize, line.LegendText) = (2.5f, 5, name);
        }

        plot.ShowLegend(Edge.Right);
        return plot;
    }

    private static NumericManual Ticks(IEnumerable<double> values) => new(
        [.. values.Select(Math.Log10)],
        [.. values.Select(value => value.ToString(value < 1 ? "0.####" : "N0", CultureInfo.InvariantCulture))]);
}
