using ScottPlot;
using ScottPlot.Plottables;
using ScottPlot.TickGenerators;

namespace ClusterSample.Measuring;

/// <summary>Draws steps a second by the number of actors on logarithmic axes, a line for each number of silos.</summary>
internal static class ThroughputPicture
{
    public const int Width = 760;
    public const int Height = 460;

    private static readonly Color[] Colors = [Color.FromHex("#2b6cb0"), Color.FromHex("#2f855a"), Color.FromHex("#c05621")];
    private static readonly MarkerShape[] Shapes = [MarkerShape.FilledCircle, MarkerShape.FilledSquare, MarkerShape.FilledTriangleUp];

    public static Plot Draw(IReadOnlyList<ThroughputPoint> points)
    {
        Plot plot = new();
        plot.Font.Set(Fonts.Sans);
        int[] actors = [.. points.Select(point => point.Actors).Distinct().Order()];
        double[] places = [.. actors.Select(Place)];
        Scatter limit = plot.Add.ScatterLine(places, [.. actors.Select(number => Math.Log2(LimitOf(number)))], ScottPlot.Colors.Black);
        (limit.LegendText, limit.LineWidth, limit.LinePattern) = ("the limit: steps that only wait", 1.5f, LinePattern.Dashed);
        foreach ((int i, IGrouping<int, ThroughputPoint> silos) in points.GroupBy(point => point.Silos).Index())
        {
            Scatter line = plot.Add.Scatter(
                silos.Select(point => Place(point.Actors)).ToArray(),
                silos.Select(point => Math.Log2(point.StepsPerSecond)).ToArray(),
                Colors[i % Colors.Length]);
            (line.LegendText, line.LineWidth, line.MarkerSize) = (silos.Key == 1 ? "1 silo" : $"{silos.Key} silos", 2, 8);
            line.MarkerShape = Shapes[i % Shapes.Length];
        }

        plot.Title($"One training, steps of {points[0].Duration} ms");
        plot.XLabel("actors");
        plot.YLabel("environment steps a second");
        plot.Axes.Bottom.TickGenerator = new NumericManual(places, [.. actors.Select(number => $"{number}")]);
        double[] rates = [.. actors.Select(LimitOf)];
        plot.Axes.Left.TickGenerator = new NumericManual([.. rates.Select(rate => Math.Log2(rate))], [.. rates.Select(rate => $"{rate:N0}")]);
        plot.ShowLegend(Edge.Bottom).Legend.Orientation = Orientation.Horizontal;
        return plot;

        double LimitOf(int number) => points.First(point => point.Actors == number).Limit;

        static double Place(int number) => Math.Log2(number);
    }
}
