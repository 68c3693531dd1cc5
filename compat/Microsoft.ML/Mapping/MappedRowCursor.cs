namespace Microsoft.ML.Data;

/// <summary>A cursor with columns added by an <see cref="IRowMapper"/>.</summary>
internal sealed class MappedRowCursor(DataViewRowCursor input, BoundColumns columns) : DataViewRowCursor
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => columns.Schema;

    public override bool MoveNext() => input.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => columns.IsActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => columns.GetGetter<TValue>(column);

    protected override void Dispose(bool disposing)
    {
        columns.Dispose();
        input.Dispose();
    }
}
