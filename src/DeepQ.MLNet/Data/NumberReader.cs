using System.Numerics;
using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>Reads a column of numbers of any type.</summary>
internal static class NumberReader
{
    /// <summary>Creates a reader; numbers beyond float become infinities.</summary>
    public static Func<float> Create(DataViewRow row, DataViewSchema.Column column)
    {
        Type type = column.Type.RawType;
        return type == typeof(float) ? Create<float>(row, column)
            : type == typeof(double) ? Create<double>(row, column)
            : type == typeof(byte) ? Create<byte>(row, column)
            : type == typeof(ushort) ? Create<ushort>(row, column)
            : type == typeof(uint) ? Create<uint>(row, column)
            : type == typeof(ulong) ? Create<ulong>(row, column)
            : type == typeof(sbyte) ? Create<sbyte>(row, column)
            : type == typeof(short) ? Create<short>(row, column)
            : type == typeof(int) ? Create<int>(row, column)
            : Create<long>(row, column);
    }

    private static Func<float> Create<T>(DataViewRow row, DataViewSchema.Column column)
        where T : struct, INumberBase<T>
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return float.CreateSaturating(value);
        };
    }
}
