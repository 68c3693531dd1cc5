using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>Columns that a table may lack.</summary>
internal static class OptionalColumnFinder
{
    /// <summary>
    /// Finds a column that is used where it is there under its default name, and must be there under another one.
    /// </summary>
    /// <exception cref="ArgumentException">It was given another name and is not there, or it does not fit.</exception>
    public static DataViewSchema.Column? Find(
        ColumnRequirement rule, DataViewSchema schema, string? name, string? defaultName) =>
        name is null || IsUnused(name, defaultName, schema) ? null : rule.Find(schema, name);

    /// <summary>Checks in a shape what <see cref="Find"/> checks in a schema.</summary>
    public static void Check(ColumnRequirement rule, SchemaShape shape, string? name, string? defaultName)
    {
        if (name is not null && (name != defaultName || shape.Any(column => column.Name == name)))
            rule.Check(shape, name);
    }

    /// <summary>Whether a column has its default name and is not there.</summary>
    public static bool IsUnused(string name, string? defaultName, DataViewSchema schema) =>
        name == defaultName && schema.GetColumnOrNull(name) is null;

    /// <summary>Whether a column is named and there.</summary>
    public static bool IsThere(string? name, DataViewSchema schema) =>
        name is not null && schema.GetColumnOrNull(name) is not null;
}
