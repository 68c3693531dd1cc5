namespace Microsoft.ML.Transforms;

/// <summary>Which columns stay.</summary>
/// <param name="Names">The columns that are named.</param>
/// <param name="KeepsNamed">Whether they are those that stay, or those that go.</param>
/// <param name="KeepsHidden">Whether hidden columns stay, where one of their name is visible.</param>
internal sealed record ColumnSelection(string[] Names, bool KeepsNamed, bool KeepsHidden)
{
    /// <summary>The indices of the columns that stay, in the order they come in.</summary>
    internal int[] Choose(DataViewSchema schema)
    {
        foreach (string name in Names)
        {
            if (schema.GetColumnOrNull(name) == null)
                throw new ArgumentOutOfRangeException("inputSchema", $"Could not find input column '{name}'");
        }

        IEnumerable<DataViewSchema.Column> chosen = KeepsNamed
            ? Names.Distinct().SelectMany(name => schema.Where(column => column.Name == name))
            : schema.Where(column => !Names.Contains(column.Name));
        return [.. chosen.Where(column => KeepsHidden || !column.IsHidden).Select(column => column.Index)];
    }
}
