using System.Globalization;
using System.Xml.Linq;

namespace DeepQ.MLNet.Curves;

/// <summary>Draws the returns during training, as SVG.</summary>
internal static class LearningCurvePicture
{
    private const int Width = 960;
    private const int Height = 540;
    private const double Left = 76;
    private const double Right = Width - 32;
    private const double Top = 104;
    private const double Bottom = Height - 64;
    private const double Headroom = 0.04;
    private const int MeanWindow = 20;
    // More would overlap and make a file of megabytes.
    private const int MaxDots = 3_000;

    private const string Ink = "#1f2933";
    private const string Gray = "#5b6670";
    private const string GridColor = "#e4e8ec";
    private const string EpisodeColor = "#8fb3dd";
    private const string MeanColor = "#2f6db5";
    private const string EvaluationColor = "#d9480f";
    private const string TargetColor = "#2b8a3e";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Draws the picture.</summary>
    /// <param name="episodes">The return of each episode of training.</param>
    /// <param name="evaluations">The mean return of each evaluation.</param>
    /// <param name="steps">The end of the horizontal axis.</param>
    /// <param name="target">The return to mark with a line; null for none.</param>
    /// <param name="labels">The texts of the picture.</param>
    public static XDocument Draw(
        IReadOnlyList<CurvePoint> episodes,
        IReadOnlyList<CurvePoint> evaluations,
        long steps,
        double? target,
        CurveLabels labels)
    {
        int apart = Math.Max(1, (episodes.Count + MaxDots - 1) / MaxDots);
        int window = apart * MeanWindow;
        double[] values = [0, target ?? 0, .. episodes.Concat(evaluations).Select(point => point.Return)];
        (double low, double high) = (values.Min(), Math.Max(values.Max(), values.Min() + 1));
        ChartScale x = new(0, Math.Max(1, steps), Left, Right);
        ChartScale y = new(low, high + (Headroom * (high - low)), Bottom, Top);
        return new XDocument(new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {Height}"),
            new XAttribute("width", Width),
            new XAttribute("height", Height),
            new XAttribute("font-family", "Segoe UI, Helvetica, Arial, sans-serif"),
            new XAttribute("font-size", 13),
            new XElement(Svg + "title", labels.Title),
            new XElement(Svg + "rect", Attributes(("width", Width), ("height", Height), ("fill", "#ffffff"))),
            Text(Left, 36, labels.Title, Ink, "start", ("font-size", 20), ("font-weight", 600)),
            Text(Left, 58, labels.Subtitle, Gray, "start"),
            episodes.Count > 0 ? Legend(labels, window) : [],
            Axes(x, y, high, labels),
            CurvePoint.EveryNth(episodes, apart).Select(point => Dot(x.At(point.Step), y.At(point.Return), 2.2, EpisodeColor, ("opacity", 0.6))),
            Curve(CurvePoint.EveryNth([.. CurvePoint.RunningMean(episodes, window)], apart), x, y, MeanColor, 2),
            target is { } solved ? TargetLine(y.At(solved), solved) : [],
            Curve(evaluations, x, y, EvaluationColor, 3),
            evaluations.Select(point => Marker(x.At(point.Step), y.At(point.Return)))));
    }

    private static IEnumerable<XElement> Axes(ChartScale x, ChartScale y, double high, CurveLabels labels)
    {
        foreach (double tick in ChartScale.Ticks(y.Min, high, 6))
        {
            yield return Line(Left, y.At(tick), Right, y.At(tick), tick == 0 ? Gray : GridColor);
            yield return Text(Left - 10, y.At(tick) + 4, ChartScale.Text(tick), Gray, "end");
        }

        foreach (double tick in ChartScale.Ticks(0, x.Max, 9))
        {
            yield return Line(x.At(tick), Bottom, x.At(tick), Bottom + 5, Gray);
            yield return Text(x.At(tick), Bottom + 22, ChartScale.Text(tick), Gray, "middle");
        }

        double middle = (Top + Bottom) / 2;
        yield return Text((Left + Right) / 2, Height - 16, labels.Steps, Ink, "middle");
        yield return Text(
            24, middle, labels.Values, Ink, "middle", ("transform", $"rotate(-90 24 {Number(middle)})"));
    }

    private static IEnumerable<XElement> Legend(CurveLabels labels, int window)
    {
        const double Row = 84;
        yield return Dot(Left + 6, Row - 4, 3, EpisodeColor);
        yield return Text(Left + 18, Row, "training episode", Ink, "start");
        yield return Line(Left + 142, Row - 4, Left + 166, Row - 4, MeanColor, ("stroke-width", 2));
        yield return Text(Left + 174, Row, $"mean of {window} episodes", Ink, "start");
        yield return Line(Left + 338, Row - 4, Left + 362, Row - 4, EvaluationColor, ("stroke-width", 3));
        yield return Marker(Left + 350, Row - 4);
        yield return Text(Left + 370, Row, labels.Evaluations, Ink, "start");
    }

    private static IEnumerable<XElement> TargetLine(double height, double target)
    {
        yield return Line(Left, height, Right, height, TargetColor, ("stroke-width", 1.5), ("stroke-dasharray", "7 5"));
        yield return Text(
            Left + 8, height + 17, string.Create(CultureInfo.InvariantCulture, $"target: {target}"), TargetColor, "start", ("font-weight", 600));
    }

    private static XElement Curve(
        IEnumerable<CurvePoint> points, ChartScale x, ChartScale y, string color, double width)
    {
        var places = points.Select(point => $"{Number(x.At(point.Step))},{Number(y.At(point.Return))}");
        return new(Svg + "polyline", Attributes(
            ("points", string.Join(' ', places)),
            ("fill", "none"), ("stroke", color), ("stroke-width", width), ("stroke-linejoin", "round")));
    }

    private static XElement Marker(double x, double y) =>
        Dot(x, y, 4.5, EvaluationColor, ("stroke", "#ffffff"), ("stroke-width", 1.5));

    private static XElement Dot(double x, double y, double radius, string color, params (string, object)[] more) => new(
        Svg + "circle", Attributes([("cx", x), ("cy", y), ("r", radius), ("fill", color), .. more]));

    private static XElement Line(
        double x1, double y1, double x2, double y2, string color, params (string, object)[] more) => new(
        Svg + "line", Attributes([("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("stroke", color), .. more]));

    private static XElement Text(
        double x, double y, string text, string color, string anchor, params (string, object)[] more) => new(
        Svg + "text", Attributes([("x", x), ("y", y), ("fill", color), ("text-anchor", anchor), .. more]), text);

    private static IEnumerable<XAttribute> Attributes(params (string Name, object Value)[] attributes) => attributes
        .Select(attribute => new XAttribute(
            attribute.Name, attribute.Value is double number ? Number(number) : attribute.Value));

    private static string Number(double value) => value.ToString("0.##", CultureInfo.InvariantCulture);
}
