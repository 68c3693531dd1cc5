namespace Microsoft.ML.Data;

/// <summary>Keeps each column in memory once it has been read.</summary>
internal sealed class CachedDataView(IDataView source) : SingleCursorDataView
{
    private const int RowsABlock = 64;
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

    /// <summary>Cursors that take turns: blocks of rows are dealt out to them one by one.</summary>
    public override DataViewRowCursor[] GetRowCursorSet(
        IEnumerable<DataViewSchema.Column> columnsNeeded, int n, Random rand = null)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(n);
        ColumnStore[] columns = Stores(Marks(columnsNeeded));
        int[][] blocks = [.. Rows(rand).Chunk(RowsABlock)];
        return
        [
            .. Enumerable.Range(0, n).Select(cursor => new StoredRowCursor(
                Schema,
                columns,
                [.. blocks.Where((_, block) => block % n == cursor).SelectMany(rows => rows)],
                position => ((long)(position / RowsABlock) * n) + cursor)),
        ];
    }

    protected override DataViewRowCursor CreateCursor(bool[] active, Random rand)
    {
        ColumnStore[] columns = Stores(active);
        return new StoredRowCursor(Schema, columns, Rows(rand));
    }

    private ColumnStore[] Stores(bool[] active)
    {
        Prefetch(Marked(active));
        return [.. _columns.Select((store, index) => active[index] ? store : null)];
    }

    private int[] Rows(Random rand)
    {
        int[] rows = [.. Enumerable.Range(0, _count.Value)];
        rand?.Shuffle(rows);
        return rows;
    }
}
