using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Transformer;

/// <summary>
/// A cursor that does not read ahead: for columns that cannot be stored, and if no score is requested.
/// </summary>
internal sealed class RowByRowCursor(DataViewRowCursor source, PolicyRow row) : DataViewRowCursor
{
    public override DataViewSchema Schema => row.Schema;

    public override long Position => row.Position;

    public override long Batch => row.Batch;

    public override bool MoveNext() => source.MoveNext();

    public override bool IsColumnActive(DataViewSchema.Column column) => row.IsColumnActive(column);

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column) =>
        row.GetGetter<TValue>(column);

    public override ValueGetter<DataViewRowId> GetIdGetter() => row.GetIdGetter();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            row.Dispose();
        base.Dispose(disposing);
    }
}
