namespace Microsoft.ML.Data;

/// <summary>Mappers one after the other.</summary>
internal sealed class CompositeRowToRowMapper(DataViewSchema inputSchema, IRowToRowMapper[] mappers) : IRowToRowMapper
{
    public DataViewSchema InputSchema => inputSchema;

    public DataViewSchema OutputSchema => mappers.Length == 0 ? inputSchema : mappers[^1].OutputSchema;

    public IEnumerable<DataViewSchema.Column> GetDependencies(IEnumerable<DataViewSchema.Column> dependingColumns)
        => NeededByEach(dependingColumns)[0];

    public DataViewRow GetRow(DataViewRow input, IEnumerable<DataViewSchema.Column> activeColumns)
    {
        List<IEnumerable<DataViewSchema.Column>> needed = NeededByEach(activeColumns);
        DataViewRow row = input;
        for (int i = 0; i < mappers.Length; i++)
            row = mappers[i].GetRow(row, needed[i + 1]);
        return row;
    }

    // The columns of the input, then those of each mapper's output.
    private List<IEnumerable<DataViewSchema.Column>> NeededByEach(IEnumerable<DataViewSchema.Column> last)
    {
        List<IEnumerable<DataViewSchema.Column>> needed = [[.. last]];
        for (int i = mappers.Length - 1; i >= 0; i--)
            needed.Insert(0, [.. mappers[i].GetDependencies(needed[0])]);
        return needed;
    }
}
