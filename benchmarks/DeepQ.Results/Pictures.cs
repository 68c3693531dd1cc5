using ScottPlot;
using ScottPlot.TickGenerators;

namespace DeepQ.Results;

/// <summary>What the pictures of results have in common.</summary>
internal static class Pictures
{
    private const int Width = 760;

    /// <summary>An empty picture, with its legend below.</summary>
    public static Plot New(string title, string x, string y)
    {
        Plot plot = new();
        plot.Font.Set(Fonts.Sans);
        plot.Title(title);
        plot.XLabel(x);
        plot.YLabel(y);
        ((NumericAutomatic)plot.Axes.Bottom.TickGenerator).LabelFormatter = value => $"{value:#,0.##}";
        plot.ShowLegend(Edge.Bottom).Legend.Orientation = Orientation.Horizontal;
        return plot;
    }

    /// <summary>Names rows, the first one above: row i is at the height −i.</summary>
    public static void NameRows(this Plot plot, IReadOnlyList<string> names)
    {
        plot.Axes.Left.TickGenerator = new NumericManual([.. names.Select((_, i) => -(double)i)], [.. names]);
        plot.Axes.SetLimitsY(-names.Count + 0.4, 0.6);
    }

    /// <summary>A dot for each seed in a row, and a bar at the mean.</summary>
    public static void AddSeeds(this Plot plot, double height, double[] values, Color color, string name = "")
    {
        plot.Add.Markers(values, [.. values.Select(_ => height)], MarkerShape.FilledCircle, 6, color.WithAlpha(0.6)).LegendText = name;
        plot.Add.Line(values.Average(), height - 0.22, values.Average(), height + 0.22).LineStyle = new() { Color = color, Width = 3 };
    }

    /// <summary>Writes the picture.</summary>
    public static void Save(this Plot plot, string path, int height = 400) => plot.SaveSvg(path, Width, height);
}
