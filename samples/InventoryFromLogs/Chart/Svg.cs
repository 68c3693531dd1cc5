using System.Globalization;
using System.Xml.Linq;

namespace InventorySample;

/// <summary>The few elements of SVG that the picture is made of.</summary>
internal static class Svg
{
    private static readonly XNamespace Space = "http://www.w3.org/2000/svg";

    public static XDocument Picture(int width, int height, string title, params object[] content) => new(new XElement(
        Space + "svg",
        Attributes(
            ("viewBox", $"0 0 {width} {height}"), ("width", width), ("height", height),
            ("font-family", "Segoe UI, Helvetica, Arial, sans-serif"), ("font-size", 13)),
        new XElement(Space + "title", title),
        Rectangle(0, 0, width, height, "#ffffff"),
        content));

    public static XElement Rectangle(
        double x, double y, double width, double height, string color, params (string, object)[] more) =>
        Element("rect", [("x", x), ("y", y), ("width", width), ("height", height), ("fill", color), .. more]);

    public static XElement Line(
        double x1, double y1, double x2, double y2, string color, params (string, object)[] more) =>
        Element("line", [("x1", x1), ("y1", y1), ("x2", x2), ("y2", y2), ("stroke", color), .. more]);

    public static XElement Dot(double x, double y, double radius, string color) =>
        Element("circle", [("cx", x), ("cy", y), ("r", radius), ("fill", color)]);

    public static XElement Text(
        double x, double y, string text, string color, string anchor = "start", params (string, object)[] more)
    {
        XElement element = Element("text", [("x", x), ("y", y), ("fill", color), ("text-anchor", anchor), .. more]);
        element.Value = text;
        return element;
    }

    private static XElement Element(string name, params (string, object)[] attributes) =>
        new(Space + name, Attributes(attributes));

    private static IEnumerable<XAttribute> Attributes(params (string Name, object Value)[] attributes) => attributes
        .Select(attribute => new XAttribute(attribute.Name, attribute.Value is double number
            ? number.ToString("0.##", CultureInfo.InvariantCulture)
            : attribute.Value));
}
