using System.Globalization;
using System.Xml.Linq;

namespace DeepQ.MLNet.Cards;

/// <summary>Draws the values of a card with their intervals, as SVG.</summary>
internal static class PolicyCardPicture
{
    private const double Width = 860;
    private const double Left = 330;
    private const double Right = Width - 40;
    private const double Top = 84;
    private const double RowHeight = 30;
    private const string Ink = "#1f2933";
    private const string Gray = "#5b6670";
    private const string GridColor = "#e4e8ec";
    private const string PolicyColor = "#2f6db5";
    private const string LoggedColor = "#d9480f";

    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    /// <summary>Draws the picture; null if there is no value to draw.</summary>
    public static XDocument? Draw(PolicyCard card)
    {
        PolicyCardFigure[] values = [.. card.Values.Where(value => double.IsFinite(value.Value))];
        if (values.Length == 0)
            return null;

        double low = values.Min(value => value.HasInterval ? value.Lower!.Value : value.Value);
        double high = values.Max(value => value.HasInterval ? value.Upper!.Value : value.Value);
        double step = Step(Math.Max(high - low, Math.Max(1e-6, Math.Abs(high) * 0.01)));
        (low, high) = (Math.Floor(low / step) * step, (Math.Floor(high / step) + 1) * step);
        double bottom = Top + (values.Length * RowHeight);
        return new XDocument(new XElement(
            Svg + "svg",
            Attributes(
                ("viewBox", $"0 0 {Width} {bottom + 44}"), ("width", Width), ("height", bottom + 44),
                ("font-family", "Segoe UI, Helvetica, Arial, sans-serif"), ("font-size", 13)),
            new XElement(Svg + "title", card.Title),
            Element("rect", ("width", Width), ("height", bottom + 44), ("fill", "#ffffff")),
            Text(24, 34, card.Title, Ink, "start", ("font-size", 20), ("font-weight", 600)),
            Text(24, 58, Subtitle(card), Gray, "start"),
            Axis(low, high, step, bottom),
            values.SelectMany((value, i) => Row(value, Top + ((i + 0.5) * RowHeight), At))));

        double At(double value) => Left + ((value - low) / (high - low) * (Right - Left));
    }

    private static string Subtitle(PolicyCard card)
    {
        string warnings = card.Warnings.Count == 1 ? "1 warning" : $"{card.Warnings.Count} warnings";
        return $"{card.Algorithm}, {card.Model}, SHA-256 {card.Sha256[..12]}…, {warnings}";
    }

    private static IEnumerable<XElement> Row(PolicyCardFigure value, double y, Func<double, double> at)
    {
        string color = value.Name == PolicyCardFactory.LoggedPolicy ? LoggedColor : PolicyColor;
        yield return Text(Left - 16, y + 4, value.Name, Ink, "end");
        if (value.HasInterval)
        {
            yield return Line(
                at(value.Lower!.Value), y, at(value.Upper!.Value), y, color, ("stroke-width", 4), ("opacity", 0.5));
        }

        yield return Element("circle", ("cx", at(value.Value)), ("cy", y), ("r", 5.0), ("fill", color));
    }

    private static IEnumerable<XElement> Axis(double low, double high, double step, double bottom)
    {
        int ticks = (int)Math.Round((high - low) / step);
        for (int i = 0; i <= ticks; i++)
        {
            double x = Left + (i / (double)ticks * (Right - Left));
            yield return Line(x, Top, x, bottom, GridColor);
            yield return Text(
                x, bottom + 20, (low + (i * step)).ToString("0.######", CultureInfo.InvariantCulture), Gray, "middle");
        }
    }

    // 1, 2 or 5 times a power of ten, such that there are at most eight.
    private static double Step(double range)
    {
        double least = range / 7;
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        return power * ((least / power) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 });
    }

    private static XElement Line(
        double x1, double y1, double x2, double y2, string color, params (string, object)[] more) =>
        Element("line", [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("stroke", color), .. more]);

    private static XElement Text(
        double x, double y, string text, string color, string anchor, params (string, object)[] more)
    {
        XElement element = Element("text", [("x", x), ("y", y), ("fill", color), ("text-anchor", anchor), .. more]);
        element.Value = text;
        return element;
    }

    private static XElement Element(string name, params (string, object)[] attributes) =>
        new(Svg + name, Attributes(attributes));

    private static IEnumerable<XAttribute> Attributes(params (string Name, object Value)[] attributes) => attributes
        .Select(attribute => new XAttribute(attribute.Name, attribute.Value is double number
            ? number.ToString("0.##", CultureInfo.InvariantCulture)
            : attribute.Value));
}
