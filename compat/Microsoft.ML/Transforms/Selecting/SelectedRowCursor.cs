using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>Some of the columns of a cursor.</summary>
internal sealed class SelectedRowCursor(DataViewRowCursor input, SelectionMapper mapper) : DataViewRowCursor
{
    public override long Position => input.Position;

    public override long Batch => input.Batch;

    public override DataViewSchema Schema => mapper.OutputSchema;

    public override bool MoveNext() => input.MoveNext();

    public override ValueGetter<DataViewRowId> GetIdGetter() => input.GetIdGetter();

    public override bool IsColumnActive(DataViewSchema.Column column) => input.IsColumnActive(mapper.SourceOf(column));

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => input.GetGetter<TValue>(mapper.SourceOf(column));

    protected override void Dispose(bool disposing) => input.Dispose();
}
