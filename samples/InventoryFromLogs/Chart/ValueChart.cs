using System.Xml.Linq;
using DeepQ.Learning.OffPolicy;

namespace InventorySample;

/// <summary>Draws estimates with their intervals across the true values of the policies.</summary>
internal sealed class ValueChart
{
    private const double RowHeight = 26;
    private const string Ink = "#1f2933";
    private const string Gray = "#5b6670";
    private const string GridColor = "#e4e8ec";
    private readonly double _left;
    private readonly double _width;
    private readonly double _low;
    private readonly double _high;

    /// <param name="left">Where the axis begins.</param>
    /// <param name="right">Where it ends.</param>
    /// <param name="values">What must find room on it.</param>
    public ValueChart(double left, double right, IEnumerable<double> values)
    {
        double[] finite = [.. values.Where(double.IsFinite)];
        (_left, _width) = (left, right - left);
        (_low, _high) = (Math.Floor(finite.Min() / 10) * 10, Math.Ceiling(finite.Max() / 10) * 10);
    }

    /// <summary>The place of a value.</summary>
    public double At(double value) => _left + ((value - _low) / (_high - _low) * _width);

    /// <summary>A grid with the values below it.</summary>
    public IEnumerable<XElement> Axis(double top, double bottom)
    {
        double step = _high - _low > 100 ? 50 : 10;
        for (double tick = _low; tick <= _high; tick += step)
        {
            yield return Svg.Line(At(tick), top, At(tick), bottom, GridColor);
            yield return Svg.Text(At(tick), bottom + 18, $"{tick:N0}", Gray, "middle");
        }
    }

    /// <summary>A true value: a line through all rows, its name above.</summary>
    public IEnumerable<XElement> Truth(
        string name, double value, string color, double top, double bottom, string anchor = "middle") =>
    [
        Svg.Line(At(value), top, At(value), bottom, color, ("stroke-width", 2), ("stroke-dasharray", "6 4")),
        Svg.Text(At(value), top - 8, $"{name} {value:F1}", color, anchor, ("font-weight", 600)),
    ];

    /// <summary>Estimates, one below the other.</summary>
    public IEnumerable<XElement> Rows(double top, IEnumerable<(string Name, Estimate Estimate, string Color)> rows) =>
        rows.SelectMany((row, i) => Row(top + ((i + 0.5) * RowHeight), row.Name, row.Estimate, row.Color));

    /// <summary>The room that rows take.</summary>
    public static double HeightOf(int rows) => rows * RowHeight;

    private IEnumerable<XElement> Row(double y, string name, Estimate estimate, string color) =>
    [
        Svg.Text(_left - 14, y + 4, name, Ink, "end"),
        Svg.Line(At(estimate.Lower), y, At(estimate.Upper), y, color, ("stroke-width", 3), ("opacity", 0.6)),
        Svg.Dot(At(estimate.Value), y, 4.5, color),
    ];
}
