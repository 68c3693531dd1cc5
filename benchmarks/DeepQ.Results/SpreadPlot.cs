using System.Globalization;
using System.Xml.Linq;

namespace DeepQ.Results;

/// <summary>
/// Evaluations by steps: the median over the seeds, a band that holds the middle half of them, a pale one that holds all,
/// and the solved line.
/// </summary>
internal static class SpreadPlot
{
    private const double Width = 760, Height = 400, Left = 70, Right = 40, Top = 50, Bottom = 50;
    private static readonly int[] Factors = [1, 2, 5];
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
        foreach (double value in Ticks(low, high))
            svg.Add(Line(Left, Y(value), Width - Right, Y(value), "#e5e7eb", 1, null), Text($"{value:F0}", Left - 8, Y(value) + 4, "end"));
        foreach (double step in Ticks(0, steps[^1]))
            svg.Add(Text($"{step:N0}", X(step), Height - Bottom + 20, "middle"));

        svg.Add(
            Band(byStep, 0, 0.12),
            Band(byStep, seeds.Count / 4, 0.25),
            new XElement(
                Svg + "polyline",
                new XAttribute("points", string.Join(' ', steps.Select((step, i) => Point(step, byStep[i][byStep[i].Length / 2])))),
                new XAttribute("fill", "none"),
                new XAttribute("stroke", "#2b6cb0"),
                new XAttribute("stroke-width", 2.5)),
            Line(Left, Y(experiment.Solved), Width - Right, Y(experiment.Solved), "#2f855a", 1.5, "7 5"),
            Text($"solved: {experiment.Solved}", Left + 6, Y(experiment.Solved) - 6, "start"),
            Text("environment steps", (Left + Width - Right) / 2, Height - 10, "middle"),
            Text("greedy return: median, middle half of the seeds, all seeds", Left, 42, "start"));
        return new XDocument(svg);

        // From the seed that leaves out this many below to the one that leaves out as many above.
        XElement Band(double[][] values, int leftOut, double opacity) => new(
            Svg + "polygon",
            new XAttribute("points", string.Join(' ', steps.Select((step, i) => Point(step, values[i][^(1 + leftOut)]))
                .Concat(steps.Select((step, i) => Point(step, values[i][leftOut])).Reverse()))),
            new XAttribute("fill", "#2b6cb0"),
            new XAttribute("opacity", opacity));

        double X(double step) => Left + ((Width - Left - Right) * step / steps[^1]);
        double Y(double value) => Top + ((Height - Top - Bottom) * (high - value) / (high - low));
        string Point(long step, double value) => string.Create(CultureInfo.InvariantCulture, $"{X(step):F1},{Y(value):F1}");
    }

    // Multiples of 1, 2 or 5 times a power of ten, four to eight of them.
    private static IEnumerable<double> Ticks(double low, double high)
    {
        double power = Math.Pow(10, Math.Floor(Math.Log10((high - low) / 4)));
        double gap = power * Factors.Last(factor => factor * power <= (high - low) / 4);
        // Adding zero turns a negative zero into a plain one.
        for (double tick = (Math.Ceiling(low / gap) * gap) + 0.0; tick <= high; tick += gap)
            yield return tick;
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
