using System.Xml.Linq;

namespace DeepQ.Results;

/// <summary>The shapes that plots are made of, as SVG.</summary>
internal static class Drawing
{
    public static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly int[] Factors = [1, 2, 5];

    /// <summary>A white picture of so many points.</summary>
    public static XElement Canvas(double width, double height) => new(
        Svg + "svg",
        new XAttribute("viewBox", $"0 0 {width} {height}"),
        new XAttribute("font-family", "sans-serif"),
        new XAttribute("font-size", 13),
        new XElement(
            Svg + "rect",
            new XAttribute("width", width),
            new XAttribute("height", height),
            new XAttribute("fill", "white")));

    public static XElement Line(
        double x1, double y1, double x2, double y2, string color, double width, string? dashes = null) => new(
        Svg + "line",
        new XAttribute("x1", x1),
        new XAttribute("y1", y1),
        new XAttribute("x2", x2),
        new XAttribute("y2", y2),
        new XAttribute("stroke", color),
        new XAttribute("stroke-width", width),
        dashes is null ? null : new XAttribute("stroke-dasharray", dashes));

    public static XElement Dot(double x, double y, double radius, string color) => new(
        Svg + "circle",
        new XAttribute("cx", x),
        new XAttribute("cy", y),
        new XAttribute("r", radius),
        new XAttribute("fill", color),
        new XAttribute("opacity", 0.6));

    public static XElement Text(
        string text, double x, double y, string anchor, int size = 13, string color = "#1f2937") => new(
        Svg + "text",
        new XAttribute("x", x),
        new XAttribute("y", y),
        new XAttribute("text-anchor", anchor),
        new XAttribute("font-size", size),
        new XAttribute("fill", color),
        text);

    /// <summary>Multiples of 1, 2 or 5 times a power of ten, four to eight of them.</summary>
    public static IEnumerable<double> Ticks(double low, double high)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / 4)));
        double gap = power * Factors.Last(factor => factor * power <= (high - low) / 4);
        // Adding zero turns a negative zero into a plain one.
        for (double tick = (Math.Ceiling(low / gap) * gap) + 0.0; tick <= high; tick += gap)
            yield return tick;
    }
}
