using System.Globalization;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>The names of the values of a key column.</summary>
internal static class KeyNames
{
    // ML.NET's own constant is not public.
    private const string Annotation = "KeyValues";

    /// <summary>
    /// Returns the key values as text, in the order of the keys; null if the column does not have them.
    /// </summary>
    public static string[]? Of(DataViewSchema.Column column)
    {
        VectorDataViewType? values = column.Annotations.Schema
            .GetColumnOrNull(Annotation)?.Type as VectorDataViewType;
        Type? type = values?.ItemType.RawType;
        return type is null ? null
            : type == typeof(ReadOnlyMemory<char>) ? Read<ReadOnlyMemory<char>>(column)
            : type == typeof(float) ? Read<float>(column)
            : type == typeof(double) ? Read<double>(column)
            : type == typeof(bool) ? Read<bool>(column)
            : type == typeof(byte) ? Read<byte>(column)
            : type == typeof(sbyte) ? Read<sbyte>(column)
            : type == typeof(short) ? Read<short>(column)
            : type == typeof(ushort) ? Read<ushort>(column)
            : type == typeof(int) ? Read<int>(column)
            : type == typeof(uint) ? Read<uint>(column)
            : type == typeof(long) ? Read<long>(column)
            : type == typeof(ulong) ? Read<ulong>(column)
            : type == typeof(DateTime) ? Read<DateTime>(column)
            : type == typeof(DateTimeOffset) ? Read<DateTimeOffset>(column)
            : type == typeof(TimeSpan) ? Read<TimeSpan>(column)
            : null;
    }

    private static string[] Read<T>(DataViewSchema.Column column)
    {
        VBuffer<T> values = default;
        column.Annotations.GetValue(Annotation, ref values);
        return [.. values.DenseValues().Select(Text)];
    }

    // Times that differ by less than a second are different keys and need different names.
    private static string Text<T>(T value) => value switch
    {
        DateTime time => time.ToString("O", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("O", CultureInfo.InvariantCulture),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
