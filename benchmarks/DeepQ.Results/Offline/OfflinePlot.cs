using System.Xml.Linq;
using static DeepQ.Results.Drawing;

namespace DeepQ.Results;

/// <summary>A row for the log and for each algorithm: a dot for each seed and a bar at the mean.</summary>
internal static class OfflinePlot
{
    private const double Width = 760, Left = 120, Right = 40, Top = 50, Bottom = 50, Row = 34;
    private const string Data = "#718096", Learned = "#2b6cb0";

    public static XDocument Draw(IReadOnlyList<OfflineSeed> seeds)
    {
        (string Name, double[] Returns)[] rows =
        [
            ("the log itself", [.. seeds.Select(seed => seed.Logged)]),
            ("its greedy part", [.. seeds.Select(seed => seed.Greedy)]),
            .. OfflineCartPole.Algorithms.Select(
                (entry, i) => (entry.Name, seeds.Select(seed => seed.Returns[i]).ToArray())),
        ];
        double height = Top + (Row * rows.Length) + Bottom;
        XElement svg = Canvas(Width, height);
        svg.Add(
            Text($"CartPole-v1 from {BehaviorLog.Size:N0} transitions, {seeds.Count} logs", Left, 24, "start", 17),
            Text("return: a dot for each log, a bar at the mean", (Left + Width - Right) / 2, height - 10, "middle"));
        foreach (double tick in Ticks(0, 510))
        {
            svg.Add(
                Line(X(tick), Top, X(tick), height - Bottom, "#e5e7eb", 1),
                Text($"{tick:0}", X(tick), height - Bottom + 20, "middle"));
        }

        foreach ((int index, (string name, double[] returns)) in rows.Index())
        {
            double y = Top + (Row * (index + 0.5));
            string color = index < 2 ? Data : Learned;
            svg.Add(Text(name, Left - 10, y + 4, "end"));
            svg.Add(returns.Select(value => Dot(X(value), y, 3.5, color)));
            svg.Add(Line(X(returns.Average()), y - 9, X(returns.Average()), y + 9, color, 3));
        }

        return new XDocument(svg);

        static double X(double value) => Left + ((Width - Left - Right) * value / 510);
    }
}
