namespace Microsoft.ML.Data;

/// <summary>A table over objects.</summary>
internal sealed class EnumerableDataView<TRow> : SingleCursorDataView
    where TRow : class
{
    private readonly IEnumerable<TRow> _data;
    private readonly ObjectColumn[] _columns;

    internal EnumerableDataView(IEnumerable<TRow> data, SchemaDefinition definition)
    {
        _data = data;
        _columns = ObjectSchema.Columns(typeof(TRow), definition, SchemaDefinition.Direction.Read);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_columns.Select(column => column.Detached));
        Schema = builder.ToSchema();
    }

    public override bool CanShuffle => false;

    public override DataViewSchema Schema { get; }

    public override long? GetRowCount() => _data.TryGetNonEnumeratedCount(out int count) ? count : null;

    protected override DataViewRowCursor CreateCursor(bool[] active, Random rand)
        => new Cursor(Schema, _data.GetEnumerator(), _columns, active);

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly IEnumerator<TRow> _rows;
        private readonly Delegate[] _getters;
        private TRow _current;
        private long _position = -1;
        private bool _ended;

        internal Cursor(DataViewSchema schema, IEnumerator<TRow> rows, ObjectColumn[] columns, bool[] active)
        {
            Schema = schema;
            _rows = rows;
            _getters = [.. columns.Select((column, i) => active[i] ? ObjectGetters.Create(column, Current) : null)];
        }

        public override DataViewSchema Schema { get; }

        public override long Position => _position;

        public override long Batch => 0;

        public override bool MoveNext()
        {
            if (_ended || !_rows.MoveNext())
            {
                _ended = true;
                _position = -1;
                _current = null;
                return false;
            }

            _current = _rows.Current
                ?? throw new InvalidOperationException($"The object at position {_position + 1} is null.");
            _position++;
            return true;
        }

        public override ValueGetter<DataViewRowId> GetIdGetter()
            => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

        public override bool IsColumnActive(DataViewSchema.Column column)
            => _getters[ColumnChecks.IndexIn(Schema, column)] != null;

        public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        {
            ColumnChecks.ThrowIfInactive(column, IsColumnActive(column));
            return ColumnChecks.Typed<TValue>(_getters[column.Index], Schema[column.Index]);
        }

        protected override void Dispose(bool disposing)
        {
            _ended = true;
            _rows.Dispose();
        }

        private TRow Current() => _current ?? throw new InvalidOperationException("There is no current row.");
    }
}
