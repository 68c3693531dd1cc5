namespace Microsoft.ML.Data;

/// <summary>A row with columns added by an <see cref="IRowMapper"/>.</summary>
internal sealed class MappedRow(DataViewRow input, BoundColumns columns) : DataViewRow
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => columns.Schema;

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
