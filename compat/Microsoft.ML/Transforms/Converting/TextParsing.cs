using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>Reads text as values of other types.</summary>
internal static class TextParsing
{
    private static readonly string[] True = ["true", "yes", "t", "y", "1", "+1"];

    /// <summary>Nothing is zero. What is no number is NaN.</summary>
    internal static double ToDouble(ReadOnlySpan<char> text)
    {
        const NumberStyles Allowed = NumberStyles.Float & ~NumberStyles.AllowTrailingWhite;
        if (text.IsEmpty)
            return 0;
        if (text is "∞")
            return double.PositiveInfinity;
        return double.TryParse(text, Allowed, CultureInfo.InvariantCulture, out double number)
            ? number
            : double.NaN;
    }

    /// <summary>Nothing is zero. What is no number is an error.</summary>
    internal static T ToSigned<T>(ReadOnlySpan<char> text)
        where T : struct, IBinaryInteger<T>
    {
        if (text.IsEmpty)
            return T.Zero;
        return T.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out T number)
            ? number
            : throw new InvalidOperationException($"'{text}' cannot be read as a {typeof(T).Name}.");
    }

    /// <summary>What is no number is zero.</summary>
    internal static T ToUnsigned<T>(ReadOnlySpan<char> text)
        where T : struct, IBinaryInteger<T>
        => T.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out T number) ? number : T.Zero;

    /// <summary>What does not say yes says no.</summary>
    internal static bool ToBoolean(ReadOnlySpan<char> text)
    {
        foreach (string word in True)
        {
            if (text.Equals(word, StringComparison.OrdinalIgnoreCase))
                return true;
        }

        return false;
    }
}
