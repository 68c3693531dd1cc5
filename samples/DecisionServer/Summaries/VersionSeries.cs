namespace DecisionServer.Summaries;

/// <summary>What a version decided and earned.</summary>
/// <param name="Version">The version as it stands in the log.</param>
/// <param name="Name">Its name in the registry, or <paramref name="Version"/>.</param>
/// <param name="Decisions">The decisions of each span.</param>
/// <param name="Rewards">The mean reward of those of each span that are joined; null for none.</param>
/// <param name="Total">The decisions of the window.</param>
/// <param name="Reward">The mean reward of those that are joined; null for none.</param>
internal sealed record VersionSeries(
    string Version, string Name, long[] Decisions, MeanReward?[] Rewards, long Total, MeanReward? Reward);
