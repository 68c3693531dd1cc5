using System.Globalization;
using System.Xml.Linq;
using static DeepQ.Results.Drawing;

namespace DeepQ.Results;

/// <summary>
/// The mean of Q(s, a) over the log by updates, on a logarithmic scale, beside the most that any policy can be worth.
/// </summary>
internal static class OverestimationPlot
{
    private const double Width = 760, Height = 400, Left = 90, Right = 60, Top = 60, Bottom = 50, Possible = 100;
    private static readonly string[] Colors = ["#c53030", "#2b6cb0"];

    public static XDocument Draw(IReadOnlyList<(string Name, IReadOnlyList<double> Values)> curves)
    {
        int count = curves.Max(curve => curve.Values.Count);
        double top = Math.Pow(10, Math.Ceiling(Math.Log10(curves.Max(curve => curve.Values.Max()))));
        XElement svg = Canvas(Width, Height);
        svg.Add(
            Text("CartPole-v1 from a log: the mean of Q(s, a) while it is learned from", Left, 24, "start", 17),
            Text("updates", (Left + Width - Right) / 2, Height - 10, "middle"));
        for (double tick = 1; tick <= top; tick *= 10)
        {
            svg.Add(
                Line(Left, Y(tick), Width - Right, Y(tick), "#e5e7eb", 1),
                Text($"{tick:N0}", Left - 8, Y(tick) + 4, "end"));
        }

        foreach (double update in Ticks(0, count * ValueCurve.Interval))
            svg.Add(Text($"{update:N0}", X(update / ValueCurve.Interval), Height - Bottom + 20, "middle"));
        svg.Add(
            Line(Left, Y(Possible), Width - Right, Y(Possible), "#2f855a", 1.5, "7 5"),
            Text("1 / (1 − γ) = 100: no policy can be worth more", Width - Right - 6, Y(Possible) - 28, "end"));
        foreach ((int index, (string name, IReadOnlyList<double> values)) in curves.Index())
        {
            svg.Add(
                new XElement(
                    Svg + "polyline",
                    new XAttribute("points", string.Join(' ', values.Select((value, i) => Point(i + 1, value)))),
                    new XAttribute("fill", "none"),
                    new XAttribute("stroke", Colors[index]),
                    new XAttribute("stroke-width", 2.5)),
                Text(name, Width - Right + 6, Y(values[^1]) + 4, "start", color: Colors[index]));
        }

        return new XDocument(svg);

        double X(double point) => Left + ((Width - Left - Right) * point / count);
        double Y(double value) =>
            Top + ((Height - Top - Bottom) * (1 - (Math.Log10(Math.Max(1, value)) / Math.Log10(top))));
        string Point(double point, double value) =>
            string.Create(CultureInfo.InvariantCulture, $"{X(point):F1},{Y(value):F1}");
    }
}
