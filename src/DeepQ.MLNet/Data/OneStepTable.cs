using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>Tables of decisions that nothing follows from: state, action, reward, perhaps propensity.</summary>
internal static class OneStepTable
{
    private const string Prefix = "Next";

    private static readonly string[] TellingNames = ["next", "episode", "done", "isdone", "terminat", "truncat"];

    /// <summary>Whether no column of a table tells of a successor, an episode, an end or an order.</summary>
    /// <param name="columns">The names of the columns.</param>
    /// <param name="names">The names that are used.</param>
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

    /// <summary>What to say of a column that seems to tell of steps after all; null where there is none.</summary>
    /// <param name="schema">The columns of the table.</param>
    /// <param name="read">Those that are read.</param>
    public static string? Doubt(DataViewSchema schema, IEnumerable<DataViewSchema.Column> read)
    {
        HashSet<string> known = [.. read.Select(column => column.Name)];
        string? telling = schema.Select(column => column.Name).FirstOrDefault(name => !known.Contains(name)
            && TellingNames.Any(start => name.StartsWith(start, StringComparison.OrdinalIgnoreCase)));
        return telling is null ? null
            : $"Column '{telling}' is not read, and each row is taken for a decision that nothing follows from. If rows follow "
                + "one another, name their columns: NextStateColumnName or EpisodeIdColumnName, and TerminatedColumnName. "
                + "Otherwise drop the column.";
    }
}
