using System.Xml.Linq;
using static DeepQ.Results.Drawing;

namespace DeepQ.Results;

/// <summary>
/// A row for each variant: a small dot for each seed and a bar at the mean, of the last network above and of the best
/// below.
/// </summary>
internal static class AblationPlot
{
    private const double Width = 760, Left = 150, Right = 40, Top = 60, Bottom = 50, Row = 30;
    private const string Last = "#b7791f", Best = "#2b6cb0";

    public static XDocument Draw(Ablation ablation, IReadOnlyList<VariantResult> variants)
    {
        double height = Top + (Row * variants.Count) + Bottom;
        double[] all =
            [.. variants.SelectMany(variant => variant.Seeds).SelectMany(seed => new[] { seed.Last, seed.Best })];
        (double low, double high) = (Math.Min(0, all.Min()), all.Max() * 1.02);
        XElement svg = Canvas(Width, height);
        string title = $"Variants of DQN on {ablation.Create().Name}, {variants[0].Seeds.Count} seeds each";
        svg.Add(
            Text(title, Left, 24, "start", 17),
            Text("last network", Left, 46, "start", color: Last),
            Text("best network", Left + 100, 46, "start", color: Best),
            Text("greedy return: seeds and mean", (Left + Width - Right) / 2, height - 10, "middle"));
        foreach (double tick in Ticks(low, high))
        {
            svg.Add(
                Line(X(tick), Top, X(tick), height - Bottom, "#e5e7eb", 1),
                Text($"{tick:0.##}", X(tick), height - Bottom + 20, "middle"));
        }

        foreach ((int index, VariantResult variant) in variants.Index())
        {
            double y = Top + (Row * (index + 0.5));
            svg.Add(Text(variant.Name, Left - 10, y + 4, "end"));
            AddSeeds(variant.Seeds.Select(seed => seed.Last), y - 6, Last);
            AddSeeds(variant.Seeds.Select(seed => seed.Best), y + 6, Best);
        }

        return new XDocument(svg);

        void AddSeeds(IEnumerable<double> values, double y, string color)
        {
            svg.Add(values.Select(value => Dot(X(value), y, 3, color)));
            svg.Add(Line(X(values.Average()), y - 6, X(values.Average()), y + 6, color, 3));
        }

        double X(double value) => Left + ((Width - Left - Right) * (value - low) / (high - low));
    }
}
