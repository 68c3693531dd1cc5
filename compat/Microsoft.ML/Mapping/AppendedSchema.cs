namespace Microsoft.ML.Data;

/// <summary>
/// A schema with columns added: each right behind the one whose name it takes over, the others at the end. Knows for
/// each column where it comes from.
/// </summary>
internal sealed class AppendedSchema
{
    private readonly List<(bool Added, int Index)> _sources = [];

    internal AppendedSchema(DataViewSchema input, IReadOnlyList<DataViewSchema.DetachedColumn> added)
    {
        Input = input;
        var byName = new Dictionary<string, List<int>>(StringComparer.Ordinal);
        for (int i = 0; i < added.Count; i++)
        {
            if (!byName.TryGetValue(added[i].Name, out List<int> same))
                byName.Add(added[i].Name, same = []);
            same.Add(i);
        }

        foreach (DataViewSchema.Column column in input)
        {
            _sources.Add((false, column.Index));
            if (!column.IsHidden && byName.Remove(column.Name, out List<int> behind))
                _sources.AddRange(behind.Select(i => (true, i)));
        }

        for (int i = 0; i < added.Count; i++)
        {
            if (byName.ContainsKey(added[i].Name))
                _sources.Add((true, i));
        }

        var builder = new DataViewSchema.Builder();
        builder.AddColumns(_sources.Select(
            source => source.Added ? added[source.Index] : new DataViewSchema.DetachedColumn(input[source.Index])));
        Output = builder.ToSchema();
    }

    internal DataViewSchema Input { get; }

    internal DataViewSchema Output { get; }

    /// <summary>Where a column comes from: the number of an added one, or an index in the input schema.</summary>
    internal (bool Added, int Index) SourceOf(int outputColumn) => _sources[outputColumn];
}
