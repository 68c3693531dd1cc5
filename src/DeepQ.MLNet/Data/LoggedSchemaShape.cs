using Microsoft.ML;

namespace DeepQ.MLNet.Data;

/// <summary>Checks what a shape tells of the columns of logged data, before anything is read.</summary>
internal static class LoggedSchemaShape
{
    private const string IsNormalized = "IsNormalized";

    /// <exception cref="ArgumentException">A column is missing or does not fit; the message names it.</exception>
    public static void Check(SchemaShape shape, DeepQTrainer.Options options)
    {
        SchemaShape states = options.Featurizer?.GetOutputSchema(shape) ?? shape;
        ColumnRule.State.Check(states, options.StateColumnName);
        ColumnRule.Action.Check(shape, options.ActionColumnName);
        ColumnRule.Reward.Check(shape, options.RewardColumnName);
        if (!OneStepTable.Is(shape.Select(column => column.Name), options))
        {
            if (options.Featurizer is null)
                CheckSuccessor(shape, options);
            ColumnRule.Terminated.Check(shape, options.TerminatedColumnName);
        }

        DeepQTrainer.Options defaults = DeepQTrainer.Options.Defaults;
        Optional(ColumnRule.Truncated, options.TruncatedColumnName, defaults.TruncatedColumnName);
        Optional(ColumnRule.ActionMask, options.ActionMaskColumnName, defaults.ActionMaskColumnName);
        Optional(ColumnRule.NextActionMask, options.NextActionMaskColumnName, defaults.NextActionMaskColumnName);
        Optional(ColumnRule.Propensity, options.PropensityColumnName, defaults.PropensityColumnName);
        Optional(ColumnRule.EpisodeId, options.EpisodeIdColumnName, defaults.EpisodeIdColumnName);
        Optional(ColumnRule.Timestamp, options.TimestampColumnName, defaults.TimestampColumnName);

        void Optional(ColumnRule rule, string? name, string? defaultName) =>
            OptionalColumn.Check(rule, shape, name, defaultName);
    }

    private static void CheckSuccessor(SchemaShape shape, DeepQTrainer.Options options)
    {
        string? name = options.NextStateColumnName;
        bool hasEpisodes = options.EpisodeIdColumnName is { } episode && IsThere(episode);
        if (name is null)
        {
            ColumnRule.EpisodeId.Check(shape, options.EpisodeIdColumnName ?? "");
            return;
        }

        if (hasEpisodes && name == DeepQTrainer.Options.Defaults.NextStateColumnName && !IsThere(name))
            return;
        ColumnRule.NextState.Check(shape, name);
        StateColumns.RequireOneDescription(
            options.StateColumnName, Normalized(options.StateColumnName), name, Normalized(name));

        bool IsThere(string column) => shape.Any(other => other.Name == column);
        bool Normalized(string column) =>
            shape.Last(other => other.Name == column).Annotations.Any(annotation => annotation.Name == IsNormalized);
    }
}
