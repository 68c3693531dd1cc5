namespace Microsoft.ML.Data;

/// <summary>A table that gives one cursor where several are asked for.</summary>
internal abstract class SingleCursorDataView : IDataView
{
    public abstract bool CanShuffle { get; }

    public abstract DataViewSchema Schema { get; }

    public abstract long? GetRowCount();

    public DataViewRowCursor GetRowCursor(IEnumerable<DataViewSchema.Column> columnsNeeded, Random rand = null)
        => CreateCursor(Marks(columnsNeeded), CanShuffle ? rand : null);

    public virtual DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
        => [GetRowCursor(columnsNeeded, rand)];

    /// <summary>A cursor with the columns that are marked, in a random order if there is a generator.</summary>
    protected abstract DataViewRowCursor CreateCursor(bool[] active, Random rand);

    protected bool[] Marks(IEnumerable<DataViewSchema.Column> columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        var active = new bool[Schema.Count];
        foreach (DataViewSchema.Column column in columns)
            active[ColumnChecks.IndexIn(Schema, column)] = true;
        return active;
    }

    protected IEnumerable<DataViewSchema.Column> Marked(bool[] active) => Schema.Where(column => active[column.Index]);
}
