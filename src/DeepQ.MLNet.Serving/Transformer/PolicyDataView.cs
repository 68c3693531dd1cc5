using DeepQ.MLNet.Columns;
using DeepQ.Serving;
using Microsoft.ML;

namespace DeepQ.MLNet.Transformer;

/// <summary>A table with the policy's columns after those of its source, scored as it is read.</summary>
internal sealed class PolicyDataView(IDataView source, PolicySchema schema, ModelPolicy policy) : IDataView
{
    public DataViewSchema Schema => schema.Output;

    public bool CanShuffle => source.CanShuffle;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random? rand = null)
    {
        bool[] wanted = schema.Wanted(columnsNeeded);
        return Over(source.GetRowCursor(schema.InputsFor(wanted), rand), wanted);
    }

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random? rand = null)
    {
        bool[] wanted = schema.Wanted(columnsNeeded);
        return [.. source.GetRowCursorSet(schema.InputsFor(wanted), n, rand).Select(cursor => Over(cursor, wanted))];
    }

    private DataViewRowCursor Over(DataViewRowCursor cursor, bool[] wanted)
    {
        bool ahead = schema.NeedsScores(wanted)
            && cursor.Schema.All(column => !wanted[column.Index] || ColumnBuffer.CanHold(column.Type));
        return ahead
            ? new LookAheadCursor(cursor, schema, policy, wanted)
            : new RowByRowCursor(cursor, new PolicyRow(cursor, schema, policy, wanted));
    }
}
