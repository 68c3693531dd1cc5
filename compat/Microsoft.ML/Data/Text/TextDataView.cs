namespace Microsoft.ML.Data;

/// <summary>A table over a text file, which is read anew by each cursor.</summary>
internal sealed class TextDataView : SingleCursorDataView
{
    private readonly string _path;
    private readonly TextLoader.Options _options;
    private readonly TextColumn[] _columns;

    internal TextDataView(string path, TextLoader.Options options, TextLoader.Column[] columns = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        if (!File.Exists(path))
            throw new ArgumentOutOfRangeException(nameof(path), $"There is no file {path}.");
        if (options.Separators is not { Length: > 0 })
            throw new ArgumentException("There must be a separator.", nameof(options));
        _path = path;
        _options = options;
        columns ??= options.Columns;
        int fieldCount = columns.Any(column => column.Source?.Any(range => range.Max == null) == true)
            ? CountFields()
            : 0;
        _columns = [.. columns.Select(column => new TextColumn(column, options, fieldCount))];
        var builder = new DataViewSchema.Builder();
        foreach (TextColumn column in _columns)
            builder.AddColumn(column.Name, column.Type);
        Schema = builder.ToSchema();
    }

    public override bool CanShuffle => false;

    public override DataViewSchema Schema { get; }

    public override long? GetRowCount() => null;

    protected override DataViewRowCursor CreateCursor(bool[] active, Random rand)
        => new Cursor(Schema, new TextFields(_path, _options), _columns, active, _options.MaxRows ?? long.MaxValue);

    private int CountFields()
    {
        using var fields = new TextFields(_path, _options);
        return fields.MoveNext() ? fields.Current.Count : 0;
    }

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly TextFields _fields;
        private readonly Delegate[] _getters;
        private readonly long _maxRows;
        private long _position = -1;
        private bool _ended;

        internal Cursor(DataViewSchema schema, TextFields fields, TextColumn[] columns, bool[] active, long maxRows)
        {
            Schema = schema;
            _fields = fields;
            _maxRows = maxRows;
            _getters = [.. columns.Select((column, i) => active[i] ? column.CreateGetter(fields) : null)];
        }

        public override DataViewSchema Schema { get; }

        public override long Position => _position;

        public override long Batch => 0;

        public override bool MoveNext()
        {
            _ended = _ended || _position + 1 >= _maxRows || !_fields.MoveNext();
            _position = _ended ? -1 : _position + 1;
            return !_ended;
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
            _fields.Dispose();
        }
    }
}
