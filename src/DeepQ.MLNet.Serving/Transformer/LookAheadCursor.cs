using DeepQ.MLNet.Columns;
using DeepQ.Serving;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <summary>A cursor that reads rows ahead, scores them in one run and returns them one by one.</summary>
/// <remarks>
/// The blocks grow from a few rows to as many as fit, so that reading ten rows does not cost a thousand.
/// </remarks>
internal sealed class LookAheadCursor : DataViewRowCursor
{
    private const int FirstRows = 16;

    private readonly DataViewRowCursor _source;
    private readonly PolicySchema _schema;
    private readonly bool[] _wanted;
    private readonly RowBlock _block;
    private int _rows;
    private long _position = -1;
    private bool _ended;

    public LookAheadCursor(DataViewRowCursor source, PolicySchema schema, ModelPolicy policy, bool[] wanted)
    {
        (_source, _schema, _wanted) = (source, schema, wanted);
        _block = new RowBlock(source, schema, policy, wanted);
        _rows = Math.Min(FirstRows, _block.Capacity);
    }

    public override DataViewSchema Schema => _schema.Output;

    public override long Position => _ended ? -1 : _position;

    public override long Batch => _block.Batch;

    public override bool MoveNext()
    {
        if (_ended)
            return false;

        if (++_block.Row >= _block.Count)
        {
            if (!_block.Fill(_rows))
            {
                _ended = true;
                return false;
            }

            _rows = Math.Min(2 * _rows, _block.Capacity);
        }

        _position++;
        return true;
    }

    public override bool IsColumnActive(DataViewSchema.Column column) => _wanted[column.Index];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) => ValueGetterFactory.Typed<TValue>(
        _schema,
        _wanted,
        column,
        index => _schema.WrittenAt(index)?.GetterOf(_block) ?? _block.Getter(index));

    public override ValueGetter<DataViewRowId> GetIdGetter() => _block.ReadId;

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _source.Dispose();
        base.Dispose(disposing);
    }
}
