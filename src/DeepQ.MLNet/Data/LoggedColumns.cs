using Microsoft.ML;
using Microsoft.ML.Data;

namespace DeepQ.MLNet.Data;

/// <summary>The columns of a table of logged data, but for those that states are made of.</summary>
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

    /// <summary>The columns that have to be read.</summary>
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
    /// <exception cref="ArgumentException">One is missing or does not fit; the message names it.</exception>
    public static LoggedColumns Find(DataViewSchema schema, DeepQTrainer.Options options, bool rowsCarrySuccessors, bool isOneStep)
    {
        DeepQTrainer.Options defaults = DeepQTrainer.Options.Defaults;
        LoggedColumns columns = new(
            ColumnRule.Action.Find(schema, options.ActionColumnName),
            ColumnRule.Reward.Find(schema, options.RewardColumnName),
            isOneStep ? null : ColumnRule.Terminated.Find(schema, options.TerminatedColumnName),
            Optional(ColumnRule.Truncated, options.TruncatedColumnName, defaults.TruncatedColumnName),
            Optional(ColumnRule.ActionMask, options.ActionMaskColumnName, defaults.ActionMaskColumnName),
            Optional(
                ColumnRule.NextActionMask, options.NextActionMaskColumnName, defaults.NextActionMaskColumnName),
            Optional(ColumnRule.Propensity, options.PropensityColumnName, defaults.PropensityColumnName),
            Optional(ColumnRule.EpisodeId, options.EpisodeIdColumnName, defaults.EpisodeIdColumnName),
            Optional(ColumnRule.Timestamp, options.TimestampColumnName, defaults.TimestampColumnName));
        if (isOneStep)
            return columns;
        if (!rowsCarrySuccessors)
        {
            DataViewSchema.Column episode = ColumnRule.EpisodeId.Find(schema, options.EpisodeIdColumnName ?? "");
            return columns with { EpisodeId = episode, NextActionMask = null };
        }

        RequireBothMasks(columns, options);
        return columns;

        DataViewSchema.Column? Optional(ColumnRule rule, string? name, string? defaultName) =>
            OptionalColumn.Find(rule, schema, name, defaultName);
    }

    private static void RequireBothMasks(LoggedColumns columns, DeepQTrainer.Options options)
    {
        int next = columns.NextActionMask is { Type: VectorDataViewType mask } ? mask.Size : 0;
        if (columns.MaskedActions != next)
        {
            throw new ArgumentException(
                $"The action mask column '{options.ActionMaskColumnName}' has {columns.MaskedActions} places and " +
                "the next action mask " +
                $"column '{options.NextActionMaskColumnName}' {next}; rows that carry their successors need both " +
                "masks, or none.");
        }
    }
}
