using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Getters of columns, as they are or with each item mapped.</summary>
internal static class ItemGetters
{
    /// <summary>The getter of a column whose type is known when the program runs.</summary>
    internal static Delegate Unchanged(DataViewRow row, DataViewSchema.Column column)
        => GenericCall.Invoke<Delegate>(typeof(ItemGetters), nameof(Getter), [column.Type.RawType], row, column);

    /// <summary>Maps a scalar, or each item of a vector.</summary>
    /// <param name="keepSparse">Whether items that a sparse vector leaves out stay left out.</param>
    internal static Delegate Mapped<TSource, TResult>(
        DataViewRow row, DataViewSchema.Column column, Func<TSource, TResult> map, bool keepSparse)
        => column.Type is VectorDataViewType
            ? MappedVector(row.GetGetter<VBuffer<TSource>>(column), map, keepSparse)
            : MappedScalar(row.GetGetter<TSource>(column), map);

    private static ValueGetter<T> Getter<T>(DataViewRow row, DataViewSchema.Column column) => row.GetGetter<T>(column);

    private static ValueGetter<TResult> MappedScalar<TSource, TResult>(
        ValueGetter<TSource> getSource, Func<TSource, TResult> map)
    {
        TSource source = default;
        return (ref TResult result) =>
        {
            getSource(ref source);
            result = map(source);
        };
    }

    private static ValueGetter<VBuffer<TResult>> MappedVector<TSource, TResult>(
        ValueGetter<VBuffer<TSource>> getSource, Func<TSource, TResult> map, bool keepSparse)
    {
        VBuffer<TSource> source = default;
        VBuffer<TSource> spare = default;
        return (ref VBuffer<TResult> result) =>
        {
            getSource(ref source);
            if (!keepSparse && !source.IsDense)
            {
                source.CopyToDense(ref spare);
                (source, spare) = (spare, source);
            }

            ReadOnlySpan<TSource> values = source.GetValues();
            VBufferEditor<TResult> editor = VBufferEditor.Create(ref result, source.Length, values.Length);
            for (int i = 0; i < values.Length; i++)
                editor.Values[i] = map(values[i]);
            source.GetIndices().CopyTo(editor.Indices);
            result = editor.Commit();
        };
    }
}
