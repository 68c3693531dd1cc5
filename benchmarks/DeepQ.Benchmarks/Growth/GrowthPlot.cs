using System.Globalization;
using System.Xml.Linq;

namespace DeepQ.Benchmarks;

/// <summary>Times by sizes, a line a contestant; both axes are logarithmic: a straight line is a power law.</summary>
internal static class GrowthPlot
{
    private const double Width = 800, Height = 420, Left = 70, Right = 230, Top = 50, Bottom = 50;
    private const double LabelGap = 15;
    private static readonly string[] Colors = ["#2b6cb0", "#c05621", "#2f855a", "#6b46c1", "#b83280", "#4a5568"];
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static XDocument Draw(Growth growth, IReadOnlyList<Comparison> points)
    {
        string[] names =
            [.. points[0].Timings.Select(timing => timing.Name).Where(name => name != FusedMultiplyAdd.Name)];
        double[] sizes = [.. points.Select(point => point.Size!.Value)];
        double[] times = [.. points.SelectMany(point => names.Select(name => point[name].Median))];
        double low = Math.Floor(Math.Log10(times.Min()));
        double high = Math.Ceiling(Math.Log10(times.Max()));

        XElement svg = new(
            Svg + "svg",
            new XAttribute("viewBox", string.Create(CultureInfo.InvariantCulture, $"0 0 {Width} {Height}")),
            new XAttribute("font-family", "sans-serif"),
            new XAttribute("font-size", 13),
            new XElement(
                Svg + "rect",
                new XAttribute("width", Width),
                new XAttribute("height", Height),
                new XAttribute("fill", "white")),
            Text(growth.Title, Left, 24, "start", "#1f2937", 17),
            Text(growth.Time, Left, 42, "start", "#1f2937"),
            Text(growth.Size, (Left + Width - Right) / 2, Height - 10, "middle", "#1f2937"));
        for (double power = low; power <= high; power++)
        {
            double y = Y(Math.Pow(10, power));
            svg.Add(Line([(Left, y), (Width - Right, y)], "#e5e7eb", 1));
            svg.Add(Text(Number(Math.Pow(10, power)), Left - 8, y + 4, "end", "#1f2937"));
        }

        foreach (double size in sizes)
            svg.Add(Text(Number(size), X(size), Height - Bottom + 20, "middle", "#1f2937"));

        double lastLabel = double.NegativeInfinity;
        foreach (string name in names.OrderBy(name => Y(points[^1][name].Median)))
        {
            string color = Colors[Array.IndexOf(names, name) % Colors.Length];
            svg.Add(Line([.. points.Select(point => (X(point.Size!.Value), Y(point[name].Median)))], color, 2.5));
            lastLabel = Math.Max(Y(points[^1][name].Median) + 4, lastLabel + LabelGap);
            svg.Add(Text(name, Width - Right + 8, lastLabel, "start", color));
        }

        return new XDocument(svg);

        double X(double size) =>
            Left + ((Width - Left - Right) * Math.Log(size / sizes[0]) / Math.Log(sizes[^1] / sizes[0]));
        double Y(double time) => Top + ((Height - Top - Bottom) * (high - Math.Log10(time)) / (high - low));
    }

    private static string Number(double value) =>
        value.ToString(value < 1 ? "0.####" : "N0", CultureInfo.InvariantCulture);

    private static XElement Line(IEnumerable<(double X, double Y)> points, string color, double width) => new(
        Svg + "polyline",
        new XAttribute("points", string.Join(
            ' ', points.Select(point => string.Create(CultureInfo.InvariantCulture, $"{point.X:F1},{point.Y:F1}")))),
        new XAttribute("fill", "none"),
        new XAttribute("stroke", color),
        new XAttribute("stroke-width", width));

    private static XElement Text(string text, double x, double y, string anchor, string color, int size = 13) => new(
        Svg + "text",
        new XAttribute("x", x),
        new XAttribute("y", y),
        new XAttribute("text-anchor", anchor),
        new XAttribute("font-size", size),
        new XAttribute("fill", color),
        text);
}
