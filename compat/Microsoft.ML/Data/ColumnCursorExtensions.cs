namespace Microsoft.ML.Data;

/// <summary>Reads one column.</summary>
public static class ColumnCursorExtensions
{
    public static IEnumerable<T> GetColumn<T>(this IDataView data, string columnName)
    {
        ArgumentNullException.ThrowIfNull(data);
        return data.GetColumn<T>(data.Schema[columnName]);
    }

    /// <summary>The values of a column: as they are, text also as strings, vectors also as arrays.</summary>
    public static IEnumerable<T> GetColumn<T>(this IDataView data, DataViewSchema.Column column)
    {
        ArgumentNullException.ThrowIfNull(data);
        Type raw = column.Type.RawType;
        if (raw == typeof(T))
            return Values<T>(data, column);
        if (raw == typeof(ReadOnlyMemory<char>) && typeof(T) == typeof(string))
            return (IEnumerable<T>)Values<ReadOnlyMemory<char>>(data, column).Select(text => text.ToString());
        if (typeof(T) == typeof(string[]) && raw == typeof(VBuffer<ReadOnlyMemory<char>>))
        {
            return (IEnumerable<T>)Values<VBuffer<ReadOnlyMemory<char>>>(data, column)
                .Select(texts => texts.DenseValues().Select(text => text.ToString()).ToArray());
        }

        if (typeof(T).IsSZArray && raw == typeof(VBuffer<>).MakeGenericType(typeof(T).GetElementType()))
        {
            Func<IDataView, DataViewSchema.Column, IEnumerable<int[]>> arrays = Arrays<int>;
            return (IEnumerable<T>)arrays.Method.GetGenericMethodDefinition()
                .MakeGenericMethod(typeof(T).GetElementType())
                .Invoke(null, [data, column]);
        }

        throw new ArgumentOutOfRangeException(
            nameof(column), $"Column '{column.Name}' is a {column.Type} and cannot be read as {typeof(T)}.");
    }

    private static IEnumerable<T[]> Arrays<T>(IDataView data, DataViewSchema.Column column)
        => Values<VBuffer<T>>(data, column).Select(vector =>
        {
            var items = new T[vector.Length];
            vector.CopyTo(items);
            return items;
        });

    private static IEnumerable<T> Values<T>(IDataView data, DataViewSchema.Column column)
    {
        using DataViewRowCursor cursor = data.GetRowCursor([column]);
        ValueGetter<T> getter = cursor.GetGetter<T>(column);
        while (cursor.MoveNext())
        {
            T value = default;
            getter(ref value);
            yield return value;
        }
    }
}
