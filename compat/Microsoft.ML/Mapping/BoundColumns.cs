namespace Microsoft.ML.Data;

/// <summary>The columns of a mapped row: those of its input and the getters of those added.</summary>
internal sealed class BoundColumns : IDisposable
{
    private readonly AppendedSchema _schema;
    private readonly DataViewRow _input;
    private readonly bool[] _active;
    private readonly Delegate[] _getters;
    private readonly List<IDisposable> _owned = [];

    internal BoundColumns(
        AppendedSchema schema, IRowMapper mapper, DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        _schema = schema;
        _input = input;
        _active = new bool[schema.Output.Count];
        var addedActive = new bool[mapper.OutputColumns.Count];
        foreach (DataViewSchema.Column column in activeColumns)
        {
            _active[column.Index] = true;
            (bool added, int index) = schema.SourceOf(column.Index);
            if (added)
                addedActive[index] = true;
        }

        _getters = mapper.CreateGetters(input, index => addedActive[index], _owned);
    }

    internal DataViewSchema Schema => _schema.Output;

    public void Dispose()
    {
        foreach (IDisposable owned in _owned)
            owned.Dispose();
        _owned.Clear();
    }

    internal bool IsActive(DataViewSchema.Column column) => ColumnChecks.IndexIn(Schema, column) is int i && _active[i];

    internal ValueGetter<TValue> GetGetter<TValue>(DataViewSchema.Column column)
    {
        ColumnChecks.ThrowIfInactive(column, IsActive(column));
        (bool added, int index) = _schema.SourceOf(column.Index);
        return added
            ? ColumnChecks.Typed<TValue>(_getters[index], Schema[column.Index])
            : _input.GetGetter<TValue>(_schema.Input[index]);
    }
}
