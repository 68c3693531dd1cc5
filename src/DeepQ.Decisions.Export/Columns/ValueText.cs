using System.Globalization;

namespace DeepQ.Decisions.Export.Columns;

/// <summary>Formats values as text that reads back exactly.</summary>
internal static class ValueText
{
    public static string Of<T>(T value)
        where T : struct
    {
        return value switch
        {
            bool truth => truth ? "true" : "false",
            DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            _ => $"{value}",
        };
    }
}
