using System.Globalization;
using System.Xml.Linq;
using static DeepQ.Results.Drawing;

namespace DeepQ.Results;

/// <summary>Training returns by frames: a panel a game, a curve a method, with a band of a standard error to each side.</summary>
internal static class MinAtarPlot
{
    private const double PanelWidth = 380, PanelHeight = 260, Left = 46, Right = 16, Top = 40, Bottom = 44;
    private const int Columns = 3;

    private static readonly string[] Colors =
        ["#2b6cb0", "#d9480f", "#2f855a", "#805ad5", "#b7791f", "#c53030", "#0987a0", "#97266d", "#1a202c"];

    public static XDocument Draw(IReadOnlyList<(MinAtarCell Cell, MinAtarResult? Result)> cells)
    {
        int rows = (MinAtarCell.Games.Count + Columns) / Columns;
        XElement svg = Canvas(Columns * PanelWidth, rows * PanelHeight);
        for (int i = 0; i < MinAtarCell.Games.Count; i++)
            svg.Add(Place(i, Panel(MinAtarCell.Games[i], cells)));
        svg.Add(Place(MinAtarCell.Games.Count, Legend()));
        return new XDocument(svg);
    }

    private static XElement Place(int panel, IEnumerable<XElement> shapes) => new(
        Svg + "g",
        new XAttribute("transform", $"translate({panel % Columns * PanelWidth} {panel / Columns * PanelHeight})"),
        shapes);

    private static IEnumerable<XElement> Legend() => MinAtarMethod.All.SelectMany((method, i) => new[]
    {
        Line(Left, Top + (20 * i) - 4, Left + 26, Top + (20 * i) - 4, Colors[i], 2.5),
        Text($"{method.Name}, {method.Options().Steps / 1_000_000} million frames", Left + 34, Top + (20 * i), "start"),
    });

    private static IEnumerable<XElement> Panel(string game, IReadOnlyList<(MinAtarCell Cell, MinAtarResult? Result)> cells)
    {
        (Curve Curve, string Color)[] curves =
        [
            .. MinAtarMethod.All
                .Select((method, i) => (Results: MinAtarPage.Of(cells, method, game), Color: Colors[i]))
                .Where(entry => entry.Results.Length > 0)
                .Select(entry => (Curve.Of(entry.Results), entry.Color)),
        ];
        yield return Text(game, Left, 24, "start", 16);
        if (curves.Length == 0)
            yield break;
        double last = curves.Max(entry => entry.Curve.Steps[^1]);
        double high = Math.Max(1, curves.Max(entry => entry.Curve.High.Max()));
        foreach (double value in Ticks(0, high))
        {
            yield return Line(Left, Y(value), PanelWidth - Right, Y(value), "#e5e7eb", 1);
            yield return Text($"{value:0.#}", Left - 6, Y(value) + 4, "end");
        }

        foreach (double step in Ticks(0, last))
            yield return Text((step / 1e6).ToString("0.#", CultureInfo.InvariantCulture), X(step), PanelHeight - Bottom + 18, "middle");
        yield return Text("million frames", (Left + PanelWidth - Right) / 2, PanelHeight - 8, "middle");
        foreach ((Curve curve, string color) in curves)
        {
            yield return new XElement(
                Svg + "polygon",
                new XAttribute("points", $"{Points(curve, curve.High)} {string.Join(' ', Points(curve, curve.Low).Split(' ').Reverse())}"),
                new XAttribute("fill", color),
                new XAttribute("opacity", 0.2));
            yield return new XElement(
                Svg + "polyline",
                new XAttribute("points", Points(curve, curve.Mean)),
                new XAttribute("fill", "none"),
                new XAttribute("stroke", color),
                new XAttribute("stroke-width", 2));
        }

        string Points(Curve curve, double[] values) => string.Join(' ', curve.Steps.Select((step, i) =>
            string.Create(CultureInfo.InvariantCulture, $"{X(step):F1},{Y(values[i]):F1}")));
        double X(double step) => Left + ((PanelWidth - Left - Right) * step / last);
        double Y(double value) => Top + ((PanelHeight - Top - Bottom) * (high - value) / high);
    }

    // Points that every seed has.
    private sealed record Curve(double[] Steps, double[] Mean, double[] Low, double[] High)
    {
        public static Curve Of(MinAtarResult[] results)
        {
            int[] points = [.. Enumerable.Range(0, MinAtarResult.Points).Where(i => results.All(result => result.Curve[i] is not null))];
            double[][] values = [.. points.Select(i => results.Select(result => result.Curve[i]!.Value).ToArray())];
            double[] mean = [.. values.Select(seeds => seeds.Average())];
            double[] error = [.. values.Select(seeds => seeds.Length == 1 ? 0 : MinAtarPage.Error(seeds))];
            return new(
                [.. points.Select(i => (double)results[0].Steps * (i + 1) / MinAtarResult.Points)],
                mean,
                [.. mean.Select((value, i) => value - error[i])],
                [.. mean.Select((value, i) => value + error[i])]);
        }
    }
}
