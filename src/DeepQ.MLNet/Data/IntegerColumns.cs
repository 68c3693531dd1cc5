using System.Numerics;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>Columns of integers and keys.</summary>
internal static class IntegerColumns
{
    /// <summary>Returns whether a type represents integers.</summary>
    public static bool Hold(DataViewType type) => type is NumberDataViewType &&
        (type.RawType == typeof(byte) || type.RawType == typeof(ushort) || type.RawType == typeof(uint) ||
         type.RawType == typeof(ulong) || type.RawType == typeof(sbyte) || type.RawType == typeof(short) ||
         type.RawType == typeof(int) || type.RawType == typeof(long));

    /// <summary>
    /// Creates a reader of a column. Keys count from 1, with 0 for a missing value, so they are shifted down by one,
    /// and a missing value reads as −1. Numbers are not changed.
    /// </summary>
    public static Func<Int128> Reader(DataViewRow row, DataViewSchema.Column column)
    {
        Type type = column.Type.RawType;
        int offset = column.Type is KeyDataViewType ? -1 : 0;
        return type == typeof(byte) ? Reader<byte>(row, column, offset)
            : type == typeof(ushort) ? Reader<ushort>(row, column, offset)
            : type == typeof(uint) ? Reader<uint>(row, column, offset)
            : type == typeof(ulong) ? Reader<ulong>(row, column, offset)
            : type == typeof(sbyte) ? Reader<sbyte>(row, column, offset)
            : type == typeof(short) ? Reader<short>(row, column, offset)
            : type == typeof(int) ? Reader<int>(row, column, offset)
            : Reader<long>(row, column, offset);
    }

    private static Func<Int128> Reader<T>(DataViewRow row, DataViewSchema.Column column, int offset)
        where T : struct, INumberBase<T>
    {
        ValueGetter<T> getter = row.GetGetter<T>(column);
        return () =>
        {
            T value = default;
            getter(ref value);
            return Int128.CreateChecked(value) + offset;
        };
    }
}
