using System.Numerics;
using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Scales the slots of one column, each by itself.</summary>
internal abstract class ColumnNormalizer<T> : ColumnNormalizer
    where T : struct, IFloatingPointIeee754<T>
{
    private protected ColumnNormalizer(DataViewType type)
        : base(type)
    {
    }

    private protected abstract bool KeepsZero { get; }

    internal override Delegate CreateGetter(DataViewRow row, DataViewSchema.Column source)
        => source.Type is VectorDataViewType
            ? CreateVectorGetter(row.GetGetter<VBuffer<T>>(source))
            : CreateScalarGetter(row.GetGetter<T>(source));

    private protected abstract T Apply(T value, int slot);

    private ValueGetter<T> CreateScalarGetter(ValueGetter<T> getSource)
        => (ref T result) =>
        {
            getSource(ref result);
            result = Apply(result, 0);
        };

    private ValueGetter<VBuffer<T>> CreateVectorGetter(ValueGetter<VBuffer<T>> getSource)
    {
        VBuffer<T> source = default;
        VBuffer<T> spare = default;
        return (ref VBuffer<T> result) =>
        {
            getSource(ref source);
            if (!source.IsDense && !KeepsZero)
            {
                source.CopyToDense(ref spare);
                (source, spare) = (spare, source);
            }

            ReadOnlySpan<T> values = source.GetValues();
            ReadOnlySpan<int> indices = source.GetIndices();
            VBufferEditor<T> editor = VBufferEditor.Create(ref result, source.Length, values.Length);
            for (int i = 0; i < values.Length; i++)
                editor.Values[i] = Apply(values[i], source.IsDense ? i : indices[i]);
            indices.CopyTo(editor.Indices);
            result = editor.Commit();
        };
    }
}
