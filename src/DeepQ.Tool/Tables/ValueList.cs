using System.Globalization;

namespace DeepQ.Tool.Tables;

/// <summary>Reads lists of numbers.</summary>
internal static class ValueList
{
    private static readonly char[] Separators = [',', ' ', ';', '\t'];

    /// <summary>Reads numbers with commas or spaces between them.</summary>
    /// <exception cref="FormatException">One is no finite number; the message names it.</exception>
    public static float[] Read(ReadOnlySpan<char> text) =>
        [.. text.ToString().Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(part => Number(part))];

    /// <summary>Reads a mask: 1 or true for each action that is allowed, 0 or false for the others.</summary>
    /// <exception cref="FormatException">A part is something else.</exception>
    public static bool[] ReadMask(ReadOnlySpan<char> text) =>
        [.. text.ToString().Split(Separators, StringSplitOptions.RemoveEmptyEntries).Select(IsAllowed)];

    /// <summary>Reads a number.</summary>
    /// <exception cref="FormatException">It is none that is finite.</exception>
    public static float Number(ReadOnlySpan<char> text) =>
        float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out float value) && float.IsFinite(value)
            ? value
            : throw new FormatException($"'{text}' is no finite number.");

    private static bool IsAllowed(string text) => text.ToUpperInvariant() switch
    {
        "1" or "TRUE" => true,
        "0" or "FALSE" => false,
        _ => throw new FormatException($"'{text}' in a mask is neither 1 (allowed) nor 0."),
    };
}
