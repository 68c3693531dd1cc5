using Microsoft.ML.Data;

namespace Microsoft.ML.Transforms;

/// <summary>A selection bound to an input schema.</summary>
internal sealed class SelectionMapper : IRowToRowMapper
{
    private readonly int[] _chosen;

    internal SelectionMapper(DataViewSchema inputSchema, int[] chosen)
    {
        _chosen = chosen;
        InputSchema = inputSchema;
        var builder = new DataViewSchema.Builder();
        builder.AddColumns(chosen.Select(index => inputSchema[index]));
        OutputSchema = builder.ToSchema();
    }

    public DataViewSchema InputSchema { get; }

    public DataViewSchema OutputSchema { get; }

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => dependingColumns.Select(SourceOf);

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
        => new SelectedRow(input, this);

    internal DataViewSchema.Column SourceOf(DataViewSchema.Column column)
        => InputSchema[_chosen[ColumnChecks.IndexIn(OutputSchema, column)]];
}
