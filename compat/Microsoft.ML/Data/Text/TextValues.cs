using System.Globalization;

namespace Microsoft.ML.Data;

/// <summary>Values from text. An empty field is the default value; what cannot be read as a real number is NaN.</summary>
internal static class TextValues
{
    private static readonly string[] True = ["1", "true", "yes", "t", "y", "+1", "+"];
    private static readonly string[] False = ["0", "false", "no", "f", "n", "-1", "-"];

    internal delegate bool Parser<T>(string text, out T value);

    internal static Parser<T> ParserFor<T>(PrimitiveDataViewType type, TextLoader.Options options)
    {
        Delegate parser = type is KeyDataViewType key ? KeyParser(key) : PlainParser(typeof(T), options);
        return (Parser<T>)parser;
    }

    private static Delegate KeyParser(KeyDataViewType key)
    {
        ulong count = key.Count;
        return Type.GetTypeCode(key.RawType) switch
        {
            TypeCode.Byte => new Parser<byte>((string s, out byte v) => { v = (byte)Key(s, count); return true; }),
            TypeCode.UInt16 => new Parser<ushort>((string s, out ushort v) => { v = (ushort)Key(s, count); return true; }),
            TypeCode.UInt32 => new Parser<uint>((string s, out uint v) => { v = (uint)Key(s, count); return true; }),
            _ => new Parser<ulong>((string s, out ulong v) => { v = Key(s, count); return true; }),
        };
    }

    private static Delegate PlainParser(Type type, TextLoader.Options options)
    {
        double missing = options.MissingRealsAsNaNs ? double.NaN : 0;
        char marker = options.DecimalMarker;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Single => new Parser<float>((string s, out float v) => { v = Single(s, (float)missing, marker); return true; }),
            TypeCode.Double => new Parser<double>((string s, out double v) => { v = Double(s, missing, marker); return true; }),
            TypeCode.SByte => new Parser<sbyte>(Integer),
            TypeCode.Byte => new Parser<byte>(Integer),
            TypeCode.Int16 => new Parser<short>(Integer),
            TypeCode.UInt16 => new Parser<ushort>(Integer),
            TypeCode.Int32 => new Parser<int>(Integer),
            TypeCode.UInt32 => new Parser<uint>(Integer),
            TypeCode.Int64 => new Parser<long>(Integer),
            TypeCode.UInt64 => new Parser<ulong>(Integer),
            TypeCode.Boolean => new Parser<bool>(Boolean),
            TypeCode.DateTime => new Parser<DateTime>(Parsed),
            _ when type == typeof(DateTimeOffset) => new Parser<DateTimeOffset>(Parsed),
            _ when type == typeof(TimeSpan) => new Parser<TimeSpan>(Parsed),
            _ => new Parser<ReadOnlyMemory<char>>(Text),
        };
    }

    private static ulong Key(string text, ulong count)
        => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) && value < count
            ? value + 1
            : 0;

    private static float Single(string text, float missing, char marker)
    {
        if (text.Length == 0)
            return missing;
        return float.TryParse(WithPoint(text, marker), NumberStyles.Float, CultureInfo.InvariantCulture, out float value)
            ? value
            : float.NaN;
    }

    private static double Double(string text, double missing, char marker)
    {
        if (text.Length == 0)
            return missing;
        return double.TryParse(WithPoint(text, marker), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? value
            : double.NaN;
    }

    private static string WithPoint(string text, char marker)
        => text == "∞" ? "Infinity" : marker == '.' ? text : text.Replace(marker, '.');

    private static bool Integer<T>(string text, out T value)
        where T : struct, IParsable<T>
    {
        value = default;
        return text.Length == 0
            || (!text.Contains('+') && T.TryParse(text, CultureInfo.InvariantCulture, out value));
    }

    private static bool Parsed<T>(string text, out T value)
        where T : struct, IParsable<T>
    {
        value = default;
        return text.Length == 0 || T.TryParse(text, CultureInfo.InvariantCulture, out value);
    }

    private static bool Boolean(string text, out bool value)
    {
        value = True.Contains(text, StringComparer.OrdinalIgnoreCase);
        return value || text.Length == 0 || False.Contains(text, StringComparer.OrdinalIgnoreCase);
    }

    private static bool Text(string text, out ReadOnlyMemory<char> value)
    {
        value = text.AsMemory();
        return true;
    }
}
