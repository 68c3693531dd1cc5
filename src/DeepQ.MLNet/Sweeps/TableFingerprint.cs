using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using DeepQ.MLNet.Data;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Sweeps;

/// <summary>Identifies tables by their content: columns, rows and values.</summary>
internal static class TableFingerprint
{
    /// <summary>Reads a table once.</summary>
    /// <returns>The number of rows, the columns, and a hash of all values in the order of the rows.</returns>
    public static string Of(IDataView table, CancellationToken cancellationToken = default)
    {
        DataViewSchema.Column[] columns = [.. table.Schema.Where(column => !column.IsHidden)];
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using DataViewRowCursor cursor = table.GetRowCursor(columns);
        foreach (DataViewSchema.Column column in columns)
        {
            Append(hash, $"{column.Name}: {column.Type}");
            foreach (string name in KeyNames.Of(column) ?? [])
                Append(hash, name);
        }

        Action[] appenders = [.. columns.Select(column => Appender(cursor, column, hash))];
        long rows = 0;
        for (; cursor.MoveNext(); rows++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            foreach (Action append in appenders)
                append();
        }

        string content = Convert.ToHexStringLower(hash.GetHashAndReset())[..16];
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rows} rows of {string.Join(", ", columns.Select(column => column.Name))}, {content}");
    }

    private static Action Appender(DataViewRow row, DataViewSchema.Column column, IncrementalHash hash)
    {
        Type type = (column.Type as VectorDataViewType)?.ItemType.RawType ?? column.Type.RawType;
        return type == typeof(float) ? Appender<float>(row, column, hash)
            : type == typeof(ReadOnlyMemory<char>) ? Appender<ReadOnlyMemory<char>>(row, column, hash)
            : type == typeof(bool) ? Appender<bool>(row, column, hash)
            : type == typeof(double) ? Appender<double>(row, column, hash)
            : type == typeof(byte) ? Appender<byte>(row, column, hash)
            : type == typeof(sbyte) ? Appender<sbyte>(row, column, hash)
            : type == typeof(short) ? Appender<short>(row, column, hash)
            : type == typeof(ushort) ? Appender<ushort>(row, column, hash)
            : type == typeof(int) ? Appender<int>(row, column, hash)
            : type == typeof(uint) ? Appender<uint>(row, column, hash)
            : type == typeof(long) ? Appender<long>(row, column, hash)
            : type == typeof(ulong) ? Appender<ulong>(row, column, hash)
            : type == typeof(DateTime) ? Appender<DateTime>(row, column, hash)
            : type == typeof(DateTimeOffset) ? Appender<DateTimeOffset>(row, column, hash)
            : type == typeof(TimeSpan) ? Appender<TimeSpan>(row, column, hash)
            : () => { };
    }

    private static Action Appender<T>(DataViewRow row, DataViewSchema.Column column, IncrementalHash hash)
    {
        T value = default!;
        if (column.Type is not VectorDataViewType)
        {
            ValueGetter<T> one = row.GetGetter<T>(column);
            return () =>
            {
                one(ref value);
                Append(hash, value);
            };
        }

        VBuffer<T> buffer = default;
        ValueGetter<VBuffer<T>> all = row.GetGetter<VBuffer<T>>(column);
        return () =>
        {
            all(ref buffer);
            Append(hash, buffer.Length);
            foreach (KeyValuePair<int, T> item in buffer.Items(all: true))
                Append(hash, item.Value);
        };
    }

    // Prefixed with its length, so that "a", "bc" differs from "ab", "c".
    private static void Append<T>(IncrementalHash hash, T value)
    {
        byte[] bytes = value switch
        {
            float number => BitConverter.GetBytes(number),
            double number => BitConverter.GetBytes(number),
            int number => BitConverter.GetBytes(number),
            bool flag => BitConverter.GetBytes(flag),
            DateTime time => BitConverter.GetBytes(time.Ticks),
            DateTimeOffset time => BitConverter.GetBytes(time.UtcTicks),
            _ => Encoding.UTF8.GetBytes(Convert.ToString(value, CultureInfo.InvariantCulture) ?? ""),
        };
        hash.AppendData(BitConverter.GetBytes(bytes.Length));
        hash.AppendData(bytes);
    }
}
