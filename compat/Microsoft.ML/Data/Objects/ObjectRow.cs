namespace Microsoft.ML.Data;

/// <summary>A row over one object at a time.</summary>
internal sealed class ObjectRow<TRow> : DataViewRow
    where TRow : class
{
    private readonly Delegate[] _getters;
    private TRow _current;
    private long _position = -1;

    internal ObjectRow(SchemaDefinition definition = null)
    {
        ObjectColumn[] columns = ObjectSchema.Columns(typeof(TRow), definition, SchemaDefinition.Direction.Read);
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(columns.Select(column => column.Detached));
        Schema = builder.ToSchema();
        _getters = [.. columns.Select(column => ObjectGetters.Create(column, () => _current))];
    }

    public override DataViewSchema Schema { get; }

    public override long Position => _position;

    public override long Batch => 0;

    public override ValueGetter<DataViewRowId> GetIdGetter()
        => (ref DataViewRowId value) => value = new DataViewRowId((ulong)_position, 0);

    public override bool IsColumnActive(DataViewSchema.Column column) => ColumnChecks.IndexIn(Schema, column) >= 0;

    public override ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
        => ColumnChecks.Typed<TValue>(_getters[ColumnChecks.IndexIn(Schema, column)], Schema[column.Index]);

    /// <summary>Goes on to another object.</summary>
    internal void MoveTo(TRow item)
    {
        ArgumentNullException.ThrowIfNull(item);
        _current = item;
        _position++;
    }
}
