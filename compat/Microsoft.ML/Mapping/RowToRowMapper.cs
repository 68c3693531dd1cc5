namespace Microsoft.ML.Data;

/// <summary>An <see cref="IRowMapper"/> bound to an input schema.</summary>
internal sealed class RowToRowMapper : IRowToRowMapper
{
    private readonly AppendedSchema _schema;
    private readonly IRowMapper _mapper;

    internal RowToRowMapper(DataViewSchema inputSchema, IRowMapper mapper)
    {
        _mapper = mapper;
        _schema = new AppendedSchema(inputSchema, mapper.OutputColumns);
    }

    public DataViewSchema InputSchema => _schema.Input;

    public DataViewSchema OutputSchema => _schema.Output;

    internal IRowMapper RowMapper => _mapper;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => dependingColumns
            .Select(column => _schema.SourceOf(column.Index))
            .SelectMany(source => source.Added ? _mapper.DependenciesOf(source.Index) : [source.Index])
            .Distinct()
            .Order()
            .Select(index => InputSchema[index]);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        => new MappedRow(input, Bind(input, activeColumns));

    internal DataViewRowCursor GetCursor(DataViewRowCursor input, IEnumerable<DataViewSchema.Column> activeColumns)
        => new MappedRowCursor(input, Bind(input, activeColumns));

    private BoundColumns Bind(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        => new(_schema, _mapper, input, activeColumns);
}
