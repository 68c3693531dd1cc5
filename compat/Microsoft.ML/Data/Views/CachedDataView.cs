namespace Microsoft.ML.Data;

/// <summary>Keeps each column in memory once it has been read.</summary>
internal sealed class CachedDataView(IDataView source) : SingleCursorDataView
{
    private readonly Lock _lock = new();
    private readonly ColumnStore[] _columns = new ColumnStore[source.Schema.Count];
    private int? _count;

    public override bool CanShuffle => true;

    public override DataViewSchema Schema => source.Schema;

    public override long? GetRowCount()
    {
        lock (_lock)
            return _count ?? source.GetRowCount();
    }

    internal void Prefetch(IEnumerable<DataViewSchema.Column> columns)
    {
        lock (_lock)
        {
            DataViewSchema.Column[] absent = [.. columns.Where(column => _columns[column.Index] == null)];
            if (absent.Length == 0 && _count != null)
                return;
            using DataViewRowCursor cursor = source.GetRowCursor(absent);
            ColumnStore[] stores = [.. absent.Select(column => ColumnStore.Create(cursor, column))];
            int count = 0;
            for (; cursor.MoveNext(); count++)
            {
                foreach (ColumnStore store in stores)
                    store.Capture(count);
            }

            _count = count;
            for (int i = 0; i < stores.Length; i++)
                _columns[absent[i].Index] = stores[i];
        }
    }

    protected override DataViewRowCursor CreateCursor(bool[] active, Random rand)
    {
        Prefetch(Marked(active));
        ColumnStore[] columns = [.. _columns.Select((store, index) => active[index] ? store : null)];
        return new StoredRowCursor(Schema, columns, _count.Value, rand);
    }
}
