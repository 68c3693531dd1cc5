using Microsoft.ML;

namespace DeepQ.Contract.Tests.Data;

/// <summary>A schema without rows, from outside the library.</summary>
internal sealed class EmptyView(DataViewSchema schema) : IDataView
{
    public bool CanShuffle => false;

    public DataViewSchema Schema => schema;

    public long? GetRowCount() => 0;

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => throw new InvalidOperationException("There are no rows.");

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => throw new InvalidOperationException("There are no rows.");
}
