using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet;

/// <summary>Reads times of whatever type as numbers that grow with time.</summary>
internal static class TimestampReader
{
    /// <summary>Whether a type tells a time.</summary>
    public static bool CanRead(DataViewType type) =>
        type is NumberDataViewType or DateTimeDataViewType or DateTimeOffsetDataViewType or TimeSpanDataViewType;

    /// <summary>Makes a reader of a column.</summary>
    public static Func<long> Create(DataViewRow row, DataViewSchema.Column column) => column.Type.RawType switch
    {
        Type type when type == typeof(DateTime) => Reader<DateTime>(row, column, time => time.Ticks),
        Type type when type == typeof(DateTimeOffset) => Reader<DateTimeOffset>(row, column, time => time.UtcTicks),
        Type type when type == typeof(TimeSpan) => Reader<TimeSpan>(row, column, time => time.Ticks),
        Type type when type == typeof(float) => Reader<float>(row, column, time => Ordered(time)),
        Type type when type == typeof(double) => Reader<double>(row, column, Ordered),
        _ => WholeNumbers.Reader(row, column),
    };

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

    // The bits of positive numbers are in their order, those of negative ones in the reverse.
    private static long Ordered(double time)
    {
        if (double.IsNaN(time))
            throw new ArgumentException("The time is NaN; every row needs one.");
        long bits = BitConverter.DoubleToInt64Bits(time);
        return bits >= 0 ? bits : long.MinValue - bits;
    }
}
