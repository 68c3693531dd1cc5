using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>Reads times of any type as numbers that grow with time.</summary>
internal static class TimestampReader
{
    /// <summary>Returns whether a type represents a time.</summary>
    public static bool CanRead(DataViewType type) =>
        type is NumberDataViewType or DateTimeDataViewType or DateTimeOffsetDataViewType or TimeSpanDataViewType;

    /// <summary>Creates a reader of a column.</summary>
    public static Func<long> Create(DataViewRow row, DataViewSchema.Column column) => column.Type.RawType switch
    {
        Type type when type == typeof(DateTime) => Reader<DateTime>(row, column, time => time.Ticks),
        Type type when type == typeof(DateTimeOffset) => Reader<DateTimeOffset>(row, column, time => time.UtcTicks),
        Type type when type == typeof(TimeSpan) => Reader<TimeSpan>(row, column, time => time.Ticks),
        Type type when type == typeof(float) => Reader<float>(row, column, time => Ordered(time, row, column)),
        Type type when type == typeof(double) => Reader<double>(row, column, time => Ordered(time, row, column)),
        // Shifted to keep the order, because half of the values exceed long.
        Type type when type == typeof(ulong) => Reader<ulong>(row, column, time => unchecked((long)(time ^ (1UL << 63)))),
        _ => Whole(IntegerColumns.Reader(row, column)),
    };

    private static Func<long> Whole(Func<Int128> reader) => () => (long)reader();

    private static Func<long> Reader<T>(DataViewRow row, DataViewSchema.Column column, Func<T, long> toNumber)
        where T : struct
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return toNumber(value);
        };
    }

    // The bits of positive numbers are ordered like the numbers, those of negative ones in reverse.
    private static long Ordered(double time, DataViewRow row, DataViewSchema.Column column)
    {
        if (double.IsNaN(time))
            throw new ArgumentException($"Row {row.Position} has the time NaN in '{column.Name}'; every row needs one.");
        long bits = BitConverter.DoubleToInt64Bits(time);
        return bits >= 0 ? bits : long.MinValue - bits;
    }
}
