using System.Globalization;
using System.Xml.Linq;

namespace DeepQ.Results;

/// <summary>Evaluations by steps: the median over the seeds, the band from the least to the greatest, and the solved line.</summary>
internal static class SpreadPlot
{
    private const double Width = 760, Height = 400, Left = 70, Right = 20, Top = 50, Bottom = 50;
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static XDocument Draw(Experiment experiment, IReadOnlyList<SeedResult> seeds)
    {
        int count = seeds.Min(seed => seed.Curve.Count);
        double[][] byStep = [.. Enumerable.Range(0, count).Select(i => seeds.Select(seed => seed.Curve[i].Return).Order().ToArray())];
        long[] steps = [.. seeds[0].Curve.Take(count).Select(point => point.Step)];
        double low = Math.Min(experiment.Solved, byStep.Min(values => values[0]));
        double high = Math.Max(experiment.Solved, byStep.Max(values => values[^1]));
        (low, high) = (low - (0.04 * (high - low)), high + (0.04 * (high - low)));

        XElement svg = new(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {Height}"),
            new XAttribute("font-family", "sans-serif"),
            new XAttribute("font-size", 13),
            Box(),
            Text($"DQN on {experiment.Create().Name}, {seeds.Count} seeds", Left, 24, "start", 17));
        for (int i = 0; i <= 4; i++)
        {
            double value = low + ((high - low) * i / 4);
            svg.Add(Line(Left, Y(value), Width - Right, Y(value), "#e5e7eb", 1, null), Text($"{value:F0}", Left - 8, Y(value) + 4, "end"));
            long step = steps[^1] * i / 4;
            svg.Add(Text($"{step:N0}", X(step), Height - Bottom + 20, "middle"));
        }

        string band = string.Join(' ', steps.Select((step, i) => Point(step, byStep[i][^1]))
            .Concat(steps.Select((step, i) => Point(step, byStep[i][0])).Reverse()));
        svg.Add(
            new XElement(Svg + "polygon", new XAttribute("points", band), new XAttribute("fill", "#2b6cb0"), new XAttribute("opacity", 0.18)),
            new XElement(
                Svg + "polyline",
                new XAttribute("points", string.Join(' ', steps.Select((step, i) => Point(step, byStep[i][byStep[i].Length / 2])))),
                new XAttribute("fill", "none"),
                new XAttribute("stroke", "#2b6cb0"),
                new XAttribute("stroke-width", 2.5)),
            Line(Left, Y(experiment.Solved), Width - Right, Y(experiment.Solved), "#2f855a", 1.5, "7 5"),
            Text($"solved: {experiment.Solved}", Left + 6, Y(experiment.Solved) - 6, "start"),
            Text("environment steps", (Left + Width - Right) / 2, Height - 10, "middle"),
            Text("greedy return: median, and from the least to the greatest seed", Left, 42, "start"));
        return new XDocument(svg);

        double X(double step) => Left + ((Width - Left - Right) * step / steps[^1]);
        double Y(double value) => Top + ((Height - Top - Bottom) * (high - value) / (high - low));
        string Point(long step, double value) => string.Create(CultureInfo.InvariantCulture, $"{X(step):F1},{Y(value):F1}");
    }

    private static XElement Box() => new(
        Svg + "rect", new XAttribute("width", Width), new XAttribute("height", Height), new XAttribute("fill", "white"));

    private static XElement Line(double x1, double y1, double x2, double y2, string colour, double width, string? dashes) => new(
        Svg + "line",
        new XAttribute("x1", x1),
        new XAttribute("y1", y1),
        new XAttribute("x2", x2),
        new XAttribute("y2", y2),
        new XAttribute("stroke", colour),
        new XAttribute("stroke-width", width),
        dashes is null ? null : new XAttribute("stroke-dasharray", dashes));

    private static XElement Text(string text, double x, double y, string anchor, int size = 13) => new(
        Svg + "text",
        new XAttribute("x", x),
        new XAttribute("y", y),
        new XAttribute("text-anchor", anchor),
        new XAttribute("font-size", size),
        new XAttribute("fill", "#1f2937"),
        text);
}
