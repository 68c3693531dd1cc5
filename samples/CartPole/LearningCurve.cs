using System.Globalization;
using System.Xml.Linq;
using DeepQ.Environments;
using DeepQ.Learning;

namespace CartPoleSample;

/// <summary>Draws how the return grew during training, as SVG.</summary>
internal static class LearningCurve
{
    private const int Width = 960;
    private const int Height = 540;
    private const double Left = 76;
    private const double Right = Width - 32;
    private const double Top = 104;
    private const double Bottom = Height - 64;
    private const double MaxReturn = 500;
    private const int MeanWindow = 20;

    private const string Ink = "#1f2933";
    private const string Grey = "#5b6670";
    private const string GridColor = "#e4e8ec";
    private const string EpisodeColor = "#8fb3dd";
    private const string MeanColor = "#2f6db5";
    private const string EvaluationColor = "#d9480f";
    private const string SolvedColor = "#2b8a3e";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    public static XDocument Draw(TrainingResult training, int seed) => Draw(
        [.. training.Episodes.Select(episode => new CurvePoint(episode.Step, episode.Return))],
        [.. training.Evaluations.Select(evaluation => new CurvePoint(evaluation.Step, evaluation.Result.MeanReturn))],
        training.Steps,
        $"{training.Algorithm} on CartPole-v1, seed {seed}",
        $"{training.Steps:N0} steps, {training.Episodes.Count:N0} episodes, {training.Elapsed.TotalSeconds:F1} s");

    /// <summary>Draws the picture.</summary>
    /// <param name="episodes">The return of each episode of training.</param>
    /// <param name="evaluations">The mean return of each evaluation.</param>
    /// <param name="steps">The end of the horizontal axis, in environment steps.</param>
    /// <param name="title">The first line.</param>
    /// <param name="subtitle">The second line.</param>
    public static XDocument Draw(
        IReadOnlyList<CurvePoint> episodes,
        IReadOnlyList<CurvePoint> evaluations,
        long steps,
        string title,
        string subtitle)
    {
        ChartScale x = new(Math.Max(1, steps), Left, Right);
        ChartScale y = new(MaxReturn * 1.04, Bottom, Top);
        return new XDocument(new XElement(
            Svg + "svg",
            new XAttribute("viewBox", $"0 0 {Width} {Height}"),
            new XAttribute("width", Width),
            new XAttribute("height", Height),
            new XAttribute("font-family", "Segoe UI, Helvetica, Arial, sans-serif"),
            new XAttribute("font-size", 13),
            new XElement(Svg + "title", title),
            new XElement(Svg + "rect", Attributes(("width", Width), ("height", Height), ("fill", "#ffffff"))),
            Text(Left, 36, title, Ink, "start", ("font-size", 20), ("font-weight", 600)),
            Text(Left, 58, subtitle, Grey, "start"),
            Legend(),
            Axes(x, y),
            episodes.Select(point => Dot(x.At(point.Step), y.At(point.Return), 2.2, EpisodeColor, ("opacity", 0.6))),
            Curve(CurvePoint.RunningMean(episodes, MeanWindow), x, y, MeanColor, 2),
            SolvedLine(y.At(CartPole.SolvedReturn)),
            Curve(evaluations, x, y, EvaluationColor, 3),
            evaluations.Select(point => Marker(x.At(point.Step), y.At(point.Return)))));
    }

    private static IEnumerable<XElement> Axes(ChartScale x, ChartScale y)
    {
        foreach (double tick in ChartScale.Ticks(MaxReturn, 6))
        {
            yield return Line(Left, y.At(tick), Right, y.At(tick), tick == 0 ? Grey : GridColor);
            yield return Text(Left - 10, y.At(tick) + 4, $"{tick:N0}", Grey, "end");
        }

        foreach (double tick in ChartScale.Ticks(x.Max, 9))
        {
            yield return Line(x.At(tick), Bottom, x.At(tick), Bottom + 5, Grey);
            yield return Text(x.At(tick), Bottom + 22, $"{tick:N0}", Grey, "middle");
        }

        double middle = (Top + Bottom) / 2;
        yield return Text((Left + Right) / 2, Height - 16, "environment steps", Ink, "middle");
        yield return Text(
            24, middle, "return of an episode", Ink, "middle", ("transform", $"rotate(-90 24 {Number(middle)})"));
    }

    private static IEnumerable<XElement> Legend()
    {
        const double Row = 84;
        yield return Dot(Left + 6, Row - 4, 3, EpisodeColor);
        yield return Text(Left + 18, Row, "training episode", Ink, "start");
        yield return Line(Left + 142, Row - 4, Left + 166, Row - 4, MeanColor, ("stroke-width", 2));
        yield return Text(Left + 174, Row, $"mean of {MeanWindow} episodes", Ink, "start");
        yield return Line(Left + 322, Row - 4, Left + 346, Row - 4, EvaluationColor, ("stroke-width", 3));
        yield return Marker(Left + 334, Row - 4);
        yield return Text(Left + 354, Row, "evaluation of the greedy policy (mean)", Ink, "start");
    }

    private static IEnumerable<XElement> SolvedLine(double height)
    {
        yield return Line(Left, height, Right, height, SolvedColor, ("stroke-width", 1.5), ("stroke-dasharray", "7 5"));
        yield return Text(
            Left + 8, height + 17, $"solved: {CartPole.SolvedReturn}", SolvedColor, "start", ("font-weight", 600));
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
