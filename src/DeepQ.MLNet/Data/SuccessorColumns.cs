using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>The columns with the values after a step, by the columns with the values before it.</summary>
internal static class SuccessorColumns
{
    private const string Prefix = "Next";

    /// <summary>Finds the next-state column of each raw column.</summary>
    /// <returns>The next-state column by the raw column's number; null if rows include none and episodes supply them.</returns>
    /// <exception cref="ArgumentException">
    /// Some raw columns have a next-state column and others do not, or one does not fit.
    /// </exception>
    public static Dictionary<int, DataViewSchema.Column>? Find(
        DataViewSchema schema, IReadOnlyList<DataViewSchema.Column> raw, LoggedColumnNames names)
    {
        if (names.NextState is null)
            return null;

        if (names.Successors?.Keys.FirstOrDefault(name => raw.All(column => column.Name != name)) is { } unread)
        {
            throw new ArgumentException(
                $"SuccessorColumns has '{unread}', which the featurizer does not read: it reads " +
                $"{string.Join(", ", raw.Select(column => column.Name))}.");
        }

        (DataViewSchema.Column Column, DataViewSchema.Column? Successor)[] found =
            [.. raw.Select(column => (column, schema.GetColumnOrNull(NameOf(column.Name, names))))];
        if (found.All(pair => pair.Successor is null) && OptionalColumnFinder.IsThere(names.EpisodeId, schema))
            return null;
        if (found.FirstOrDefault(pair => pair.Successor is null) is { Column.Name: not null } missing)
        {
            throw new ArgumentException(
                $"The featurizer reads '{missing.Column.Name}', but there is no column " +
                $"'{NameOf(missing.Column.Name, names)}' with " +
                "its value after the step. Name it in SuccessorColumns; a column that never changes is its own. " +
                "If the next " +
                "row of an episode has it, set NextStateColumnName to null.");
        }

        foreach ((DataViewSchema.Column column, DataViewSchema.Column? successor) in found)
            RequireSameType(column, successor!.Value);
        return found.ToDictionary(pair => pair.Column.Index, pair => pair.Successor!.Value);
    }

    /// <summary>Returns the name of a raw column's next-state column.</summary>
    public static string NameOf(string raw, LoggedColumnNames names) =>
        names.Successors?.GetValueOrDefault(raw) ?? Prefix + raw;

    private static void RequireSameType(DataViewSchema.Column column, DataViewSchema.Column successor)
    {
        if (!column.Type.Equals(successor.Type))
        {
            throw new ArgumentException(
                $"'{column.Name}' is {column.Type}, but '{successor.Name}', its value after the step, is " +
                $"{successor.Type}; they must " +
                "have the same type.");
        }

        if (column.Index != successor.Index && column.Type.GetItemTypeOrSelf() is KeyDataViewType)
        {
            throw new ArgumentException(
                $"'{column.Name}' and '{successor.Name}' are keys that were created separately, so one number may " +
                "have two meanings. " +
                "Pass the values to the trainer, and create the keys in Featurizer.");
        }
    }

    private static DataViewType GetItemTypeOrSelf(this DataViewType type) =>
        type is VectorDataViewType vector ? vector.ItemType : type;
}
