using DeepQ.Learning.Diagnostics;
using DeepQ.Learning.Distributions;

namespace DeepQ.MLNet.Trainer;

/// <summary>Checks the settings of the table and the columns, in addition to those of deep Q-learning.</summary>
internal static class OptionsCheck
{
    public static SettingsCheck Add(SettingsCheck check, DeepQTrainer.Options options)
    {
        RequireColumn(options.StateColumnName, nameof(options.StateColumnName));
        RequireColumn(options.ActionColumnName, nameof(options.ActionColumnName));
        RequireColumn(options.RewardColumnName, nameof(options.RewardColumnName));
        RequireColumn(options.TerminatedColumnName, nameof(options.TerminatedColumnName));
        RequireColumn(options.QValuesColumnName, nameof(options.QValuesColumnName));
        RequireColumn(options.GreedyActionColumnName, nameof(options.GreedyActionColumnName));
        RequireColumn(options.PredictedActionColumnName, nameof(options.PredictedActionColumnName));
        check.Require(
            options.QValuesColumnName != options.StateColumnName,
            "have another name than StateColumnName",
            options.QValuesColumnName);
        check.Require(
            options.GreedyActionColumnName != options.StateColumnName &&
                options.GreedyActionColumnName != options.QValuesColumnName,
            "have another name than StateColumnName and QValuesColumnName",
            options.GreedyActionColumnName);
        check.Require(
            options.PredictedActionColumnName != options.StateColumnName &&
                options.PredictedActionColumnName != options.QValuesColumnName &&
                options.PredictedActionColumnName != options.GreedyActionColumnName,
            "have another name than StateColumnName, QValuesColumnName and GreedyActionColumnName",
            options.PredictedActionColumnName);
        RequireActions(check, options.ActionNames);
        check.Require(
            options.Outputs is not { Distribution: true } || options.Network.Distribution != ValueDistribution.Point || options.CreateNetwork is not null,
            "have no Distribution, because Network.Distribution is ValueDistribution.Point",
            options.Outputs);
        check.Require(
            options.Outputs is not { Uncertainty: true } || options.Network.Distribution is EnsembleDistribution,
            "have no Uncertainty, because Network.Distribution is not an ensemble, such as BootstrappedEnsemble or RandomEnsembleMixture",
            options.Outputs);
        check.Require(
            options.DemonstrationTable is null || options.Featurizer is null,
            "be null with DemonstrationTable, which has the states of the environment",
            options.Featurizer);
        check.Require(
            options.DemonstrationTable is null || options.Rollout is null,
            "be null with Rollout, which has no replay for demonstrations",
            "a table",
            nameof(options.DemonstrationTable));
        check.Require(
            options.DemonstrationTable is null || options.Demonstrations?.Data is null,
            "be null if Demonstrations.Data has the demonstrations",
            "a table",
            nameof(options.DemonstrationTable));
        check.Require(options.MaxOpenEpisodes > 0, "be positive", options.MaxOpenEpisodes);
        check.Require(options.DataMemoryLimit is null or > 0, "be positive", options.DataMemoryLimit);
        check.Require(options.DataFolder is null or not "", "name a folder", options.DataFolder);
        return check;

        void RequireColumn(string? name, string setting) =>
            check.Require(!string.IsNullOrEmpty(name), "name a column", name, setting);
    }

    private static void RequireActions(SettingsCheck check, IReadOnlyList<string>? names)
    {
        if (names is null)
            return;
        const string setting = nameof(DeepQTrainer.Options.ActionNames);
        check.Require(!names.Contains(null!), "name every action", "null in one place", setting);
        string? twice = names.GroupBy(name => name).FirstOrDefault(group => group.Count() > 1)?.Key;
        check.Require(twice is null, "name each action once", $"'{twice}' in two places", setting);
    }
}
