namespace Microsoft.ML.Data;

/// <summary>
/// Fills a pool with rows, then gives one of them at random and puts the next row in its place, until all are gone.
/// </summary>
internal sealed class PooledRowCursor : DataViewRowCursor
{
    private readonly DataViewRowCursor _input;
    private readonly ValueGetter<DataViewRowId> _inputId;
    private readonly ColumnStore[] _columns;
    private readonly List<DataViewRowId> _ids = [];
    private readonly int _poolSize;
    private readonly Random _rand;
    private long _position = -1;
    private int _current = -1;

    internal PooledRowCursor(DataViewRowCursor input, DataViewSchema schema, bool[] active, int poolSize, Random rand)
    {
        Schema = schema;
        _input = input;
        _inputId = input.GetIdGetter();
        _columns = [.. schema.Select(column => active[column.Index] ? ColumnStore.Create(input, column) : null)];
        _poolSize = poolSize;
        _rand = rand;
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public override bool MoveNext()
    {
        if (_current >= 0 && !Fill(_current))
            RemoveCurrent();
        while (_ids.Count < _poolSize && Fill(_ids.Count))
        {
        }

        _current = _ids.Count == 0 ? -1 : _rand.Next(_ids.Count);
        _position = _current < 0 ? -1 : _position + 1;
        return _current >= 0;
    }

    public override ValueGetter<DataViewRowId> GetIdGetter() => (ref DataViewRowId value) => value = _ids[Slot()];

    public override bool IsColumnActive(DataViewSchema.Column column)
        => _columns[ColumnChecks.IndexIn(Schema, column)] != null;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ColumnChecks.ThrowIfInactive(column, IsColumnActive(column));
        return ColumnChecks.Typed<TValue>(_columns[column.Index].CreateGetter(Slot), Schema[column.Index]);
    }

    protected override void Dispose(bool disposing) => _input.Dispose();

    private int Slot() => _current >= 0 ? _current : throw new InvalidOperationException("There is no current row.");

    private bool Fill(int slot)
    {
        if (!_input.MoveNext())
            return false;
        foreach (ColumnStore column in _columns)
            column?.Capture(slot);
        DataViewRowId id = default;
        _inputId(ref id);
        if (slot == _ids.Count)
            _ids.Add(id);
        else
            _ids[slot] = id;
        return true;
    }

    private void RemoveCurrent()
    {
        int last = _ids.Count - 1;
        foreach (ColumnStore column in _columns)
            column?.Swap(_current, last);
        _ids[_current] = _ids[last];
        _ids.RemoveAt(last);
    }
}
