using System.Globalization;
using System.Numerics;

namespace Microsoft.ML.Data;

/// <summary>Values from text. An empty field is the default value, what is no real number is NaN.</summary>
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
            TypeCode.Byte => Total(text => (byte)Key(text, count)),
            TypeCode.UInt16 => Total(text => (ushort)Key(text, count)),
            TypeCode.UInt32 => Total(text => (uint)Key(text, count)),
            _ => Total(text => Key(text, count)),
        };
    }

    private static Delegate PlainParser(Type type, TextLoader.Options options)
    {
        double missing = options.MissingRealsAsNaNs ? double.NaN : 0;
        char marker = options.DecimalMarker;
        return Type.GetTypeCode(type) switch
        {
            TypeCode.Single => Total(text => Real<float>(text, marker, (float)missing, float.NaN)),
            TypeCode.Double => Total(text => Real(text, marker, missing, double.NaN)),
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
            _ => Total(text => text.AsMemory()),
        };
    }

    // What has a value for every text.
    private static Parser<T> Total<T>(Func<string, T> convert) => (string text, out T value) =>
    {
        value = convert(text);
        return true;
    };

    private static ulong Key(string text, ulong count)
        => ulong.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out ulong value) && value < count
            ? value + 1
            : 0;

    private static T Real<T>(string text, char marker, T missing, T unreadable)
        where T : struct, INumber<T>
    {
        if (text.Length == 0)
            return missing;
        string number = text == "∞" ? "Infinity" : marker == '.' ? text : text.Replace(marker, '.');
        return T.TryParse(number, NumberStyles.Float, CultureInfo.InvariantCulture, out T value) ? value : unreadable;
    }

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
}
