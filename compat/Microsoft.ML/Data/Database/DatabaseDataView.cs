using System.Data.Common;

namespace Microsoft.ML.Data;

/// <summary>A table over the answer of a database, for which each cursor asks anew.</summary>
internal sealed class DatabaseDataView(DatabaseSource source, DataViewSchema schema, DatabaseColumn[] columns)
    : SingleCursorDataView
{
    public override bool CanShuffle => false;

    public override DataViewSchema Schema => schema;

    public override long? GetRowCount() => null;

    protected override DataViewRowCursor CreateCursor(bool[] active, Random rand)
        => new Cursor(source, schema, columns, active);

    private sealed class Cursor : DataViewRowCursor
    {
        private readonly DbConnection _connection;
        private readonly DbCommand _command;
        private readonly DbDataReader _reader;
        private readonly Delegate[] _getters;
        private long _position = -1;
        private bool _ended;

        internal Cursor(DatabaseSource source, DataViewSchema schema, DatabaseColumn[] columns, bool[] active)
        {
            Schema = schema;
            _connection = source.ProviderFactory.CreateConnection();
            _connection.ConnectionString = source.ConnectionString;
            _connection.Open();
            _command = _connection.CreateCommand();
            _command.CommandText = source.CommandText;
            _command.CommandTimeout = source.CommandTimeoutInSeconds;
            _reader = _command.ExecuteReader();
            _getters = [.. columns.Select((column, i) => active[i] ? column.CreateGetter(_reader) : null)];
        }

        public override DataViewSchema Schema { get; }

        public override long Position => _position;

        public override long Batch => 0;

        public override bool MoveNext()
        {
            _ended = _ended || !_reader.Read();
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
            _reader.Dispose();
            _command.Dispose();
            _connection.Dispose();
        }
    }
}
