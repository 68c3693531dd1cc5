using Microsoft.ML;

namespace DeepQ.MLNet.Transformer;

/// <inheritdoc/>
internal sealed class ScalarColumnBuffer<T>(DataViewRowCursor source, DataViewSchema.Column column, int rows)
    : ColumnBuffer
{
    private readonly ValueGetter<T> _source = source.GetGetter<T>(column);
    private readonly T[] _values = new T[rows];

    public override void Read(int row) => _source(ref _values[row]);

    public override Delegate Getter(RowBlock block) =>
        (ValueGetter<T>)((ref T value) => value = _values[block.Row]);
}
