using System.Reflection;

namespace Microsoft.ML.Data;

/// <summary>Functions of the current row.</summary>
internal static class RowValues
{
    internal static Func<double> AsDouble(DataViewRow row, DataViewSchema.Column column)
    {
        if (column.Type == NumberDataViewType.Double)
        {
            ValueGetter<double> getDouble = row.GetGetter<double>(column);
            return () =>
            {
                double value = 0;
                getDouble(ref value);
                return value;
            };
        }

        ValueGetter<float> getSingle = row.GetGetter<float>(column);
        return () =>
        {
            float value = 0;
            getSingle(ref value);
            return value;
        };
    }

    /// <summary>A number in [0, 1) by the seed and the key's value, or the row's identity without a key.</summary>
    internal static Func<double> Uniform(DataViewRow row, DataViewSchema.Column? key, int seed)
    {
        var start = new DataViewRowId((ulong)(uint)seed, 0);
        Func<DataViewRowId> id = key is DataViewSchema.Column column ? KeyHash(row, column) : Identity(row);
        return () => (start.Combine(id()).Low >> 11) * (1.0 / (1UL << 53));
    }

    private static Func<DataViewRowId> Identity(DataViewRow row)
    {
        ValueGetter<DataViewRowId> getter = row.GetIdGetter();
        return () =>
        {
            DataViewRowId id = default;
            getter(ref id);
            return id;
        };
    }

    private static Func<DataViewRowId> KeyHash(DataViewRow row, DataViewSchema.Column column)
        => (Func<DataViewRowId>)typeof(RowValues)
            .GetMethod(nameof(TypedKeyHash), BindingFlags.NonPublic | BindingFlags.Static)
            .MakeGenericMethod(column.Type.RawType)
            .Invoke(null, BindingFlags.DoNotWrapExceptions, null, [row, column], null);

    // FNV-1a (Fowler, Noll, Vo) over the characters: string.GetHashCode differs from run to run.
    private static Func<DataViewRowId> TypedKeyHash<TValue>(DataViewRow row, DataViewSchema.Column column)
    {
        ValueGetter<TValue> getter = row.GetGetter<TValue>(column);
        return () =>
        {
            TValue value = default;
            getter(ref value);
            ulong hash = 0xCBF29CE484222325;
            foreach (char c in value.ToString())
                hash = (hash ^ c) * 0x100000001B3;
            return new DataViewRowId(hash, 1);
        };
    }
}
