namespace Microsoft.ML.Data;

/// <summary>A table with columns added by an <see cref="IRowMapper"/>, made as they are read.</summary>
internal sealed class MappedDataView(IDataView source, RowToRowMapper mapper) : IDataView
{
    public bool CanShuffle => source.CanShuffle;

    public DataViewSchema Schema => mapper.OutputSchema;

    internal IDataView Source => source;

    internal IRowMapper RowMapper => mapper.RowMapper;

    public long? GetRowCount() => source.GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
    {
        DataViewSchema.Column[] active = Listed(columnsNeeded);
        return mapper.GetCursor(source.GetRowCursor(mapper.GetDependencies(active), rand), active);
    }

    public DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        DataViewSchema.Column[] active = Listed(columnsNeeded);
        DataViewRowCursor[] inputs = source.GetRowCursorSet(mapper.GetDependencies(active), n, rand);
        return [.. inputs.Select(input => mapper.GetCursor(input, active))];
    }

    private static DataViewSchema.Column[] Listed(IEnumerable<DataViewSchema.Column> columnsNeeded)
        => [.. columnsNeeded ?? throw new ArgumentNullException(nameof(columnsNeeded))];
}
