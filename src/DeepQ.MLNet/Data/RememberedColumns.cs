using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>The columns that a policy was learned from, kept among what its file says of its training.</summary>
internal static class RememberedColumns
{
    private const string Prefix = "column.";
    private const string SuccessorPrefix = "successor.";

    private static readonly (string Key, Func<DeepQTrainer.Options, string?> Get, Action<DeepQTrainer.Options, string?> Set)[] Names =
    [
        ("action", options => options.ActionColumnName, (options, name) => options.ActionColumnName = name!),
        ("reward", options => options.RewardColumnName, (options, name) => options.RewardColumnName = name!),
        ("next_state", options => options.NextStateColumnName, (options, name) => options.NextStateColumnName = name),
        ("terminated", options => options.TerminatedColumnName, (options, name) => options.TerminatedColumnName = name!),
        ("truncated", options => options.TruncatedColumnName, (options, name) => options.TruncatedColumnName = name),
        ("action_mask", options => options.ActionMaskColumnName, (options, name) => options.ActionMaskColumnName = name),
        ("next_action_mask", options => options.NextActionMaskColumnName, (options, name) => options.NextActionMaskColumnName = name),
        ("propensity", options => options.PropensityColumnName, (options, name) => options.PropensityColumnName = name),
        ("episode_id", options => options.EpisodeIdColumnName, (options, name) => options.EpisodeIdColumnName = name),
        ("timestamp", options => options.TimestampColumnName, (options, name) => options.TimestampColumnName = name),
    ];

    /// <summary>What a file is to remember: the names that are not the default ones; empty for a column that is not used.</summary>
    public static IEnumerable<KeyValuePair<string, string>> Of(DeepQTrainer.Options options)
    {
        foreach ((string key, Func<DeepQTrainer.Options, string?> get, _) in Names)
        {
            if (get(options) != get(DeepQTrainer.Options.Defaults))
                yield return new(Prefix + key, get(options) ?? "");
        }

        foreach ((string raw, string successor) in options.SuccessorColumns ?? new Dictionary<string, string>())
            yield return new(Prefix + SuccessorPrefix + raw, successor);
    }

    /// <summary>
    /// The settings with the remembered names in the place of default ones that a table does not have.
    /// </summary>
    public static DeepQTrainer.Options With(
        DeepQTrainer.Options options, IReadOnlyDictionary<string, string>? training, DataViewSchema schema)
    {
        DeepQTrainer.Options known = (DeepQTrainer.Options)options.Copy();
        foreach ((string key, Func<DeepQTrainer.Options, string?> get, Action<DeepQTrainer.Options, string?> set) in Names)
        {
            string? own = get(options);
            bool isDefault = own is not null && own == get(DeepQTrainer.Options.Defaults);
            if (!isDefault || training is null || !training.TryGetValue(Prefix + key, out string? name))
                continue;
            if (name.Length == 0)
                set(known, null);
            else if (schema.GetColumnOrNull(own!) is null && schema.GetColumnOrNull(name) is not null)
                set(known, name);
        }

        known.SuccessorColumns ??= Successors(training);
        return known;
    }

    private static Dictionary<string, string>? Successors(IReadOnlyDictionary<string, string>? training)
    {
        const string start = Prefix + SuccessorPrefix;
        Dictionary<string, string> found = training?.Where(entry => entry.Key.StartsWith(start, StringComparison.Ordinal))
            .ToDictionary(entry => entry.Key[start.Length..], entry => entry.Value) ?? [];
        return found.Count == 0 ? null : found;
    }
}
