namespace Microsoft.ML.Data;

/// <summary>Reads tables from databases.</summary>
public sealed partial class DatabaseLoader : IDataLoader<DatabaseSource>
{
    private readonly DatabaseColumn[] _columns;
    private readonly DataViewSchema _schema;

    internal DatabaseLoader(Column[] columns)
    {
        if (columns is not { Length: > 0 })
            throw new ArgumentException("There must be a column.", nameof(columns));
        _columns = [.. columns.Select(column => new DatabaseColumn(column))];
        var builder = new DataViewSchema.Builder();
        foreach (DatabaseColumn column in _columns)
            builder.AddColumn(column.Name, column.Type);
        _schema = builder.ToSchema();
    }

    /// <summary>A table over the answer, for which each cursor asks anew.</summary>
    public IDataView Load(DatabaseSource source)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new DatabaseDataView(source, _schema, _columns);
    }

    public DataViewSchema GetOutputSchema() => _schema;

    void ICanSaveModel.Save(ModelSaveContext ctx)
        => throw new NotSupportedException("This stand-in saves no loaders of databases.");
}
