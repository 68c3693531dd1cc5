using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>The column names of a policy's training, stored with the training information in its file.</summary>
internal static class RememberedColumns
{
    private const string Prefix = "column.";
    private const string SuccessorPrefix = "successor.";

    private static readonly (string Key, Func<LoggedColumnNames, string?> Get, Func<LoggedColumnNames, string?, LoggedColumnNames> With)[] Keys =
    [
        ("action", names => names.Action, (names, name) => names with { Action = name! }),
        ("reward", names => names.Reward, (names, name) => names with { Reward = name! }),
        ("next_state", names => names.NextState, (names, name) => names with { NextState = name }),
        ("terminated", names => names.Terminated, (names, name) => names with { Terminated = name! }),
        ("truncated", names => names.Truncated, (names, name) => names with { Truncated = name }),
        ("action_mask", names => names.ActionMask, (names, name) => names with { ActionMask = name }),
        ("next_action_mask", names => names.NextActionMask, (names, name) => names with { NextActionMask = name }),
        ("propensity", names => names.Propensity, (names, name) => names with { Propensity = name }),
        ("episode_id", names => names.EpisodeId, (names, name) => names with { EpisodeId = name }),
        ("timestamp", names => names.Timestamp, (names, name) => names with { Timestamp = name }),
    ];

    /// <summary>
    /// Returns the names to store: those that differ from their defaults; empty for an unused column.
    /// </summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(LoggedColumnNames names)
    {
        foreach ((string key, Func<LoggedColumnNames, string?> get, _) in Keys)
        {
            if (get(names) != get(LoggedColumnNames.Default))
                yield return new(Prefix + key, get(names) ?? "");
        }

        foreach ((string raw, string successor) in names.Successors ?? new Dictionary<string, string>())
            yield return new(Prefix + SuccessorPrefix + raw, successor);
    }

    /// <summary>Returns the stored names in place of default names that a table does not have.</summary>
    public static LoggedColumnNames With(
        LoggedColumnNames names, IReadOnlyDictionary<string, string>? training, DataViewSchema schema)
    {
        LoggedColumnNames known = names;
        foreach ((string key, Func<LoggedColumnNames, string?> get, Func<LoggedColumnNames, string?, LoggedColumnNames> with) in Keys)
        {
            string? own = get(names);
            bool isDefault = own is not null && own == get(LoggedColumnNames.Default);
            if (!isDefault || training is null || !training.TryGetValue(Prefix + key, out string? name))
                continue;
            if (name.Length == 0)
                known = with(known, null);
            else if (schema.GetColumnOrNull(own!) is null && schema.GetColumnOrNull(name) is not null)
                known = with(known, name);
        }

        return known with { Successors = known.Successors ?? Successors(training) };
    }

    private static Dictionary<string, string>? Successors(IReadOnlyDictionary<string, string>? training)
    {
        const string start = Prefix + SuccessorPrefix;
        Dictionary<string, string> found = training?.Where(entry => entry.Key.StartsWith(start, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[start.Length..], entry => entry.Value) ?? [];
        return found.Count == 0 ? null : found;
    }
}
