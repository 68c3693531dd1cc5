using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Reads joined columns.</summary>
internal static class ConcatenatedGetter
{
    internal static Delegate Create(DataViewRow row, DataViewSchema.Column[] sources, Type itemType)
        => GenericCall.Invoke<Delegate>(typeof(ConcatenatedGetter), nameof(Join), [itemType], row, sources);

    private static ValueGetter<VBuffer<T>> Join<T>(DataViewRow row, DataViewSchema.Column[] sources)
    {
        ValueGetter<VBuffer<T>>[] getters = [.. sources.Select(source => AsVector<T>(row, source))];
        var parts = new VBuffer<T>[getters.Length];
        return (ref VBuffer<T> result) =>
        {
            int length = 0;
            int given = 0;
            for (int i = 0; i < getters.Length; i++)
            {
                getters[i](ref parts[i]);
                length += parts[i].Length;
                given += parts[i].GetValues().Length;
            }

            result = given * 2 < length
                ? JoinSparse(parts, length, given, ref result)
                : JoinDense(parts, length, ref result);
        };
    }

    private static VBuffer<T> JoinDense<T>(VBuffer<T>[] parts, int length, ref VBuffer<T> result)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref result, length);
        int offset = 0;
        foreach (VBuffer<T> part in parts)
        {
            part.CopyTo(editor.Values.Slice(offset, part.Length));
            offset += part.Length;
        }

        return editor.Commit();
    }

    private static VBuffer<T> JoinSparse<T>(VBuffer<T>[] parts, int length, int given, ref VBuffer<T> result)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref result, length, given);
        int offset = 0;
        int count = 0;
        foreach (VBuffer<T> part in parts)
        {
            ReadOnlySpan<T> values = part.GetValues();
            ReadOnlySpan<int> indices = part.GetIndices();
            for (int i = 0; i < values.Length; i++)
            {
                editor.Values[count] = values[i];
                editor.Indices[count++] = offset + (part.IsDense ? i : indices[i]);
            }

            offset += part.Length;
        }

        return editor.Commit();
    }

    private static ValueGetter<VBuffer<T>> AsVector<T>(DataViewRow row, DataViewSchema.Column source)
    {
        if (source.Type is VectorDataViewType)
            return row.GetGetter<VBuffer<T>>(source);
        ValueGetter<T> getScalar = row.GetGetter<T>(source);
        return (ref VBuffer<T> result) =>
        {
            VBufferEditor<T> editor = VBufferEditor.Create(ref result, 1);
            getScalar(ref editor.Values[0]);
            result = editor.Commit();
        };
    }
}
