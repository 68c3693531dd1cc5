namespace Microsoft.ML.Data;

/// <summary>A cursor over rows that are kept in memory.</summary>
internal sealed class StoredRowCursor : DataViewRowCursor
{
    private readonly ColumnStore[] _columns;
    private readonly int[] _order;
    private readonly int _count;
    private int _position = -1;

    /// <param name="schema">The columns.</param>
    /// <param name="columns">A store for each active column, null for the others.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="rand">Null for the rows as they stand.</param>
    internal StoredRowCursor(DataViewSchema schema, ColumnStore[] columns, int count, Random rand)
    {
        Schema = schema;
        _columns = columns;
        _count = count;
        if (rand == null)
            return;
        _order = [.. Enumerable.Range(0, count)];
        rand.Shuffle(_order);
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public override bool MoveNext()
    {
        if (_position + 1 < _count && _position != -2)
        {
            _position++;
            return true;
        }

        _position = -2;
        return false;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter()
        => (ref DataViewRowId value) => value = new DataViewRowId((ulong)Slot(), 0);

    public override bool IsColumnActive(DataViewSchema.Column column)
        => _columns[ColumnChecks.IndexIn(Schema, column)] != null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ColumnChecks.ThrowIfInactive(column, IsColumnActive(column));
        return ColumnChecks.Typed<TValue>(_columns[column.Index].CreateGetter(Slot), Schema[column.Index]);
    }

    private int Slot()
    {
        if (_position < 0)
            throw new InvalidOperationException("There is no current row.");
        return _order == null ? _position : _order[_position];
    }
}
