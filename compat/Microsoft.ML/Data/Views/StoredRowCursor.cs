namespace Microsoft.ML.Data;

/// <summary>A cursor over rows that are kept in memory.</summary>
internal sealed class StoredRowCursor : DataViewRowCursor
{
    private readonly ColumnStore[] _columns;
    private readonly int[] _slots;
    private readonly Func<int, long> _batchOf;
    private int _position = -1;

    /// <param name="schema">The columns.</param>
    /// <param name="columns">A store for each active column, null for the others.</param>
    /// <param name="slots">Which rows, in their order.</param>
    /// <param name="batchOf">The batch of a position, null for one batch.</param>
    internal StoredRowCursor(DataViewSchema schema, ColumnStore[] columns, int[] slots, Func<int, long> batchOf = null)
    {
        Schema = schema;
        _columns = columns;
        _slots = slots;
        _batchOf = batchOf;
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position < _slots.Length ? _position : -1;

    public override long Batch => _batchOf == null || _position < 0 ? 0 : _batchOf(_position);

    public override bool MoveNext()
    {
        if (_position < _slots.Length)
            _position++;
        return _position < _slots.Length;
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
        => (uint)_position < (uint)_slots.Length
            ? _slots[_position]
            : throw new InvalidOperationException("There is no current row.");
}
