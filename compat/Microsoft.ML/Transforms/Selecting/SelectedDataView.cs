namespace Microsoft.ML.Transforms;

/// <summary>Some of the columns of a table.</summary>
internal sealed class SelectedDataView(IDataView source, SelectionMapper mapper) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    internal IDataView Source => source;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => new SelectedRowCursor(source.GetRowCursor(mapper.GetDependencies(columnsNeeded), rand), mapper);

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [.. source.GetRowCursorSet(mapper.GetDependencies(columnsNeeded), n, rand)
            .Select(cursor => new SelectedRowCursor(cursor, mapper))];
}
