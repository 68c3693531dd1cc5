namespace Microsoft.ML.Data;

/// <summary>The rows that fulfil a condition.</summary>
/// <param name="source">All rows.</param>
/// <param name="needed">The columns that the condition reads.</param>
/// <param name="condition">For a cursor, a function of its current row.</param>
internal sealed class FilteredDataView(
    IDataView source, DataViewSchema.Column[] needed, Func<DataViewRow, Func<bool>> condition) : SingleCursorDataView
{
    public override bool CanShuffle => source.CanShuffle;

    public override DataViewSchema Schema => source.Schema;

    public override long? GetRowCount() => null;

    protected override DataViewRowCursor CreateCursor(bool[] active, Random rand)
    {
        DataViewRowCursor input = source.GetRowCursor(
            Schema.Where(column => active[column.Index] || needed.Any(other => other.Index == column.Index)), rand);
        return new Cursor(input, Schema, active, condition(input));
    }

    private sealed class Cursor(DataViewRowCursor input, DataViewSchema schema, bool[] active, Func<bool> condition)
        : ForwardingCursor(input, schema, active)
    {
        protected override bool MoveInput()
        {
            while (Input.MoveNext())
            {
                if (condition())
                    return true;
            }

            return false;
        }
    }
}
