namespace Microsoft.ML.Data;

/// <summary>A cursor over some of the rows of another.</summary>
internal abstract class ForwardingCursor(DataViewRowCursor input, DataViewSchema schema, bool[] active)
    : DataViewRowCursor
{
    private long _position = -1;
    private bool _ended;

    public override long Position => _position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => schema;

    protected DataViewRowCursor Input => input;

    public override bool MoveNext()
    {
        if (!_ended && MoveInput())
        {
            _position++;
            return true;
        }

        _ended = true;
        _position = -1;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => active[ColumnChecks.IndexIn(schema, column)];

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ColumnChecks.ThrowIfInactive(column, IsColumnActive(column));
        return input.GetGetter<TValue>(column);
    }

    /// <summary>Brings the input to the next row that counts.</summary>
    protected abstract bool MoveInput();

    protected override void Dispose(bool disposing) => input.Dispose();
}
