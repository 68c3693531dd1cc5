using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <inheritdoc/>
internal sealed class VectorColumnBuffer<T>(DataViewRowCursor source, DataViewSchema.Column column, int rows)
    : ColumnBuffer
{
    private readonly ValueGetter<VBuffer<T>> _source = source.GetGetter<VBuffer<T>>(column);
    private readonly VBuffer<T>[] _values = new VBuffer<T>[rows];

    public override void Read(int row) => _source(ref _values[row]);

    public override Delegate Getter(RowBlock block) =>
        (ValueGetter<VBuffer<T>>)((ref VBuffer<T> value) => _values[block.Row].CopyTo(ref value));
}
