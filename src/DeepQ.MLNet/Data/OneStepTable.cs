using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>Tables of single decisions: state, action, reward, optionally propensity.</summary>
internal static class OneStepTable
{
    private const string Prefix = "Next";

    private static readonly string[] TellingNames = ["next", "episode", "done", "isdone", "terminat", "truncat"];

    /// <summary>Returns whether no column of a table has a next state, an episode, an end or an order.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="names">The names in use.</param>
    public static bool Is(IEnumerable<string> columns, LoggedColumnNames names)
    {
        HashSet<string> present = [.. columns];
        LoggedColumnNames defaults = LoggedColumnNames.Default;
        return names.NextState is not null && names.Successors is null
            && IsUnused(names.NextState, defaults.NextState)
            && IsUnused(names.Terminated, defaults.Terminated)
            && IsUnused(names.Truncated, defaults.Truncated)
            && IsUnused(names.EpisodeId, defaults.EpisodeId)
            && IsUnused(names.Timestamp, defaults.Timestamp)
            && IsUnused(names.NextActionMask, defaults.NextActionMask)
            && !(names.IsFeaturized && present.Any(name => present.Contains(Prefix + name)));

        bool IsUnused(string? name, string? defaultName) => name is null || (name == defaultName && !present.Contains(name));
    }

    /// <summary>Returns a doubt about columns that seem to relate steps after all; null if there is none.</summary>
    /// <param name="schema">The columns of the table.</param>
    /// <param name="read">The columns that are read.</param>
    public static string? Doubt(DataViewSchema schema, IEnumerable<DataViewSchema.Column> read)
    {
        HashSet<string> known = [.. read.Select(column => column.Name)];
        string[] telling =
        [
            .. schema.Select(column => column.Name).Where(name => !known.Contains(name)
                && TellingNames.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase))),
        ];
        string names = string.Join(", ", telling.Select(name => $"'{name}'"));
        return telling.Length == 0 ? null
            : $"{(telling.Length == 1 ? $"Column {names} is" : $"Columns {names} are")} not read, and each row counts as a single decision. If rows follow "
                + "one another, name their columns: NextStateColumnName or EpisodeIdColumnName, and TerminatedColumnName. "
                + $"Otherwise drop the column{(telling.Length == 1 ? "" : "s")}.";
    }
}
