using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>Finds optional columns of a table.</summary>
internal static class OptionalColumnFinder
{
    /// <summary>
    /// Finds a column that is optional under its default name but required under another one.
    /// </summary>
    /// <exception cref="ArgumentException">The column has another name and is missing, or does not fit.</exception>
    public static DataViewSchema.Column? Find(
        ColumnRequirement rule, DataViewSchema schema, string? name, string? defaultName) =>
        name is null || IsUnused(name, defaultName, schema) ? null : rule.Find(schema, name);

    /// <summary>Checks in a shape what <see cref="Find"/> checks in a schema.</summary>
    public static void Check(ColumnRequirement rule, SchemaShape shape, string? name, string? defaultName)
    {
        if (name is not null && (name != defaultName || shape.Any(column => column.Name == name)))
            rule.Check(shape, name);
    }

    /// <summary>Returns whether a column has its default name and is missing.</summary>
    public static bool IsUnused(string name, string? defaultName, DataViewSchema schema) =>
        name == defaultName && schema.GetColumnOrNull(name) is null;

    /// <summary>Returns whether a column is named and present.</summary>
    public static bool IsThere(string? name, DataViewSchema schema) =>
        name is not null && schema.GetColumnOrNull(name) is not null;
}
