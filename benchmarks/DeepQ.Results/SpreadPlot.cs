using System.Globalization;
using System.Xml.Linq;
using static DeepQ.Results.Drawing;

namespace DeepQ.Results;

/// <summary>
/// Evaluations by steps: the median over the seeds, a band that holds the middle half of them, a pale one that holds
/// all, and the solved line.
/// </summary>
internal static class SpreadPlot
{
    private const double Width = 760, Height = 400, Left = 70, Right = 40, Top = 50, Bottom = 50;

    public static XDocument Draw(Experiment experiment, IReadOnlyList<SeedResult> seeds)
    {
        int count = seeds.Min(seed => seed.Curve.Count);
        double[][] byStep =
            [.. Enumerable.Range(0, count).Select(i => seeds.Select(seed => seed.Curve[i].Return).Order().ToArray())];
        long[] steps = [.. seeds[0].Curve.Take(count).Select(point => point.Step)];
        double low = Math.Min(experiment.Solved, byStep.Min(values => values[0]));
        double high = Math.Max(experiment.Solved, byStep.Max(values => values[^1]));
        (low, high) = (low - (0.04 * (high - low)), high + (0.04 * (high - low)));

        XElement svg = Canvas(Width, Height);
        svg.Add(Text($"DQN on {experiment.Create().Name}, {seeds.Count} seeds", Left, 24, "start", 17));
        foreach (double value in Ticks(low, high))
        {
            svg.Add(
                Line(Left, Y(value), Width - Right, Y(value), "#e5e7eb", 1),
                Text($"{value:F0}", Left - 8, Y(value) + 4, "end"));
        }

        foreach (double step in Ticks(0, steps[^1]))
            svg.Add(Text($"{step:N0}", X(step), Height - Bottom + 20, "middle"));

        svg.Add(
            Band(byStep, 0, 0.12),
            Band(byStep, seeds.Count / 4, 0.25),
            new XElement(
                Svg + "polyline",
                new XAttribute("points", string.Join(' ', steps.Select((step, i) => Point(step, Median(byStep[i]))))),
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
        static double Median(double[] sorted) => sorted[sorted.Length / 2];
        string Point(long step, double value) =>
            string.Create(CultureInfo.InvariantCulture, $"{X(step):F1},{Y(value):F1}");
    }
}
