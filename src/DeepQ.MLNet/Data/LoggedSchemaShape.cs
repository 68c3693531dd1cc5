using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>Checks the columns of logged data in a shape, before anything is read.</summary>
internal static class LoggedSchemaShape
{
    private const string IsNormalized = "IsNormalized";

    /// <param name="shape">The columns of the table.</param>
    /// <param name="states">The columns after the featurizer; the same without one.</param>
    /// <param name="names">The names in use.</param>
    /// <exception cref="ArgumentException">A column is missing or does not fit; the message names it.</exception>
    public static void Check(SchemaShape shape, SchemaShape states, LoggedColumnNames names)
    {
        ColumnRequirement.State.Check(states, names.State);
        ColumnRequirement.Action.Check(shape, names.Action);
        ColumnRequirement.Reward.Check(shape, names.Reward);
        if (!OneStepTable.Is(shape.Select(column => column.Name), names))
        {
            if (!names.IsFeaturized)
                CheckSuccessor(shape, names);
            ColumnRequirement.Terminated.Check(shape, names.Terminated);
        }

        LoggedColumnNames defaults = LoggedColumnNames.Default;
        Optional(ColumnRequirement.Truncated, names.Truncated, defaults.Truncated);
        Optional(ColumnRequirement.ActionMask, names.ActionMask, defaults.ActionMask);
        Optional(ColumnRequirement.NextActionMask, names.NextActionMask, defaults.NextActionMask);
        Optional(ColumnRequirement.Propensity, names.Propensity, defaults.Propensity);
        Optional(ColumnRequirement.EpisodeId, names.EpisodeId, defaults.EpisodeId);
        Optional(ColumnRequirement.Timestamp, names.Timestamp, defaults.Timestamp);

        void Optional(ColumnRequirement rule, string? name, string? defaultName) =>
            OptionalColumnFinder.Check(rule, shape, name, defaultName);
    }

    private static void CheckSuccessor(SchemaShape shape, LoggedColumnNames names)
    {
        string? name = names.NextState;
        bool hasEpisodes = names.EpisodeId is { } episode && IsThere(episode);
        if (name is null)
        {
            ColumnRequirement.EpisodeId.Check(shape, names.EpisodeId ?? "");
            return;
        }

        if (hasEpisodes && name == LoggedColumnNames.Default.NextState && !IsThere(name))
            return;
        ColumnRequirement.NextState.Check(shape, name);
        StateColumns.RequireOneDescription(
            names.State, Normalized(names.State), name, Normalized(name));

        bool IsThere(string column) => shape.Any(other => other.Name == column);
        bool Normalized(string column) =>
            shape.Last(other => other.Name == column).Annotations.Any(annotation => annotation.Name == IsNormalized);
    }
}
