using System.Numerics;
using System.Text.Json;

namespace DeepQ.Serving.Inputs;

/// <summary>Converts values of rows to those of inputs if nothing but floating-point precision is lost.</summary>
internal static class RowValues
{
    public static bool ToText(object value, out string result)
    {
        result = value switch
        {
            string text => text,
            ReadOnlyMemory<char> text => text.ToString(),
            JsonElement { ValueKind: JsonValueKind.String } json => json.GetString()!,
            _ => null!,
        };
        return result is not null;
    }

    public static bool ToBoolean(object value, out bool result)
    {
        result = value is true or JsonElement { ValueKind: JsonValueKind.True };
        return value is bool or JsonElement { ValueKind: JsonValueKind.True or JsonValueKind.False };
    }

    public static bool ToNumber<T>(object value, out T result)
        where T : struct, INumber<T>
    {
        switch (value)
        {
            case T same:
                result = same;
                return true;
            case float number: return From(number, out result);
            case double number: return From(number, out result);
            case decimal number: return From(number, out result);
            case int number: return From(number, out result);
            case long number: return From(number, out result);
            case short number: return From(number, out result);
            case byte number: return From(number, out result);
            case uint number: return From(number, out result);
            case ulong number: return From(number, out result);
            case ushort number: return From(number, out result);
            case sbyte number: return From(number, out result);
            case JsonElement { ValueKind: JsonValueKind.Number } json:
                return json.TryGetInt64(out long whole) ? From(whole, out result)
                    : json.TryGetUInt64(out ulong large) ? From(large, out result)
                    // JSON has no infinity, so an infinite result comes from a number out of range.
                    : From(json.GetDouble(), out result) && double.IsFinite(json.GetDouble());
            default:
                result = default;
                return false;
        }
    }

    private static bool From<TFrom, T>(TFrom value, out T result)
        where TFrom : struct, INumber<TFrom>
        where T : struct, INumber<T>
    {
        result = T.CreateSaturating(value);
        bool isFloating = T.One / (T.One + T.One) != T.Zero;
        if (isFloating)
            return T.IsFinite(result) || !TFrom.IsFinite(value);
        // In floating point, the greatest value of a type may round to one more.
        Int128 whole = Int128.CreateSaturating(value);
        return TFrom.CreateSaturating(whole) == value && Int128.CreateSaturating(result) == whole;
    }
}
