using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>The columns of a table of logged data, without those from which states are made.</summary>
internal sealed record LoggedColumns(
    DataViewSchema.Column Action,
    DataViewSchema.Column Reward,
    DataViewSchema.Column? Terminated,
    DataViewSchema.Column? Truncated,
    DataViewSchema.Column? ActionMask,
    DataViewSchema.Column? NextActionMask,
    DataViewSchema.Column? Propensity,
    DataViewSchema.Column? EpisodeId,
    DataViewSchema.Column? Timestamp)
{
    public int MaskedActions => ActionMask is { Type: VectorDataViewType mask } ? mask.Size : 0;

    /// <summary>The columns to read.</summary>
    public IEnumerable<DataViewSchema.Column> Needed
    {
        get
        {
            DataViewSchema.Column?[] all =
                [Action, Reward, Terminated, Truncated, ActionMask, NextActionMask, Propensity, EpisodeId, Timestamp];
            return all.Where(column => column is not null).Select(column => column!.Value);
        }
    }

    /// <summary>Finds the columns of a table.</summary>
    /// <exception cref="ArgumentException">A column is missing or does not fit; the message names it.</exception>
    public static LoggedColumns Find(DataViewSchema schema, LoggedColumnNames names, bool rowsCarrySuccessors, bool isOneStep)
    {
        LoggedColumnNames defaults = LoggedColumnNames.Default;
        LoggedColumns columns = new(
            ColumnRequirement.Action.Find(schema, names.Action),
            ColumnRequirement.Reward.Find(schema, names.Reward),
            isOneStep ? null : ColumnRequirement.Terminated.Find(schema, names.Terminated),
            Optional(ColumnRequirement.Truncated, names.Truncated, defaults.Truncated),
            Optional(ColumnRequirement.ActionMask, names.ActionMask, defaults.ActionMask),
            Optional(
                ColumnRequirement.NextActionMask, names.NextActionMask, defaults.NextActionMask),
            Optional(ColumnRequirement.Propensity, names.Propensity, defaults.Propensity),
            Optional(ColumnRequirement.EpisodeId, names.EpisodeId, defaults.EpisodeId),
            Optional(ColumnRequirement.Timestamp, names.Timestamp, defaults.Timestamp));
        if (isOneStep)
            return columns;
        if (!rowsCarrySuccessors)
        {
            DataViewSchema.Column episode = ColumnRequirement.EpisodeId.Find(schema, names.EpisodeId ?? "");
            return columns with { EpisodeId = episode, NextActionMask = null };
        }

        RequireBothMasks(columns, names);
        return columns;

        DataViewSchema.Column? Optional(ColumnRequirement rule, string? name, string? defaultName) =>
            OptionalColumnFinder.Find(rule, schema, name, defaultName);
    }

    private static void RequireBothMasks(LoggedColumns columns, LoggedColumnNames names)
    {
        int next = columns.NextActionMask is { Type: VectorDataViewType mask } ? mask.Size : 0;
        if (columns.MaskedActions != next)
        {
            throw new ArgumentException(
                $"The action mask column '{names.ActionMask}' has {columns.MaskedActions} values and " +
                "the next action mask " +
                $"column '{names.NextActionMask}' {next}; rows that include their next states need both " +
                "masks or none.");
        }
    }
}
