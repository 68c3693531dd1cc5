namespace DeepQ.MLNet.Data;

/// <summary>The column names of a table of logged data; null for an unused optional column.</summary>
internal sealed record LoggedColumnNames
{
    /// <summary>The default names.</summary>
    public static LoggedColumnNames Default { get; } = new();

    public string State { get; init; } = "State";

    public string Action { get; init; } = "Action";

    public string Reward { get; init; } = "Reward";

    public string? NextState { get; init; } = "NextState";

    public string Terminated { get; init; } = "Terminated";

    public string? Truncated { get; init; } = "Truncated";

    public string? ActionMask { get; init; } = "ActionMask";

    public string? NextActionMask { get; init; } = "NextActionMask";

    public string? Propensity { get; init; } = "Propensity";

    public string? EpisodeId { get; init; } = "EpisodeId";

    public string? Timestamp { get; init; } = "Timestamp";

    /// <summary>Whether a featurizer makes the state from other columns.</summary>
    public bool IsFeaturized { get; init; }

    /// <summary>
    /// The column with the value after the step, by the column that a featurizer reads; null for the default names.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Successors { get; init; }
}
