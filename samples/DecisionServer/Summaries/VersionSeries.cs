namespace DecisionServer.Summaries;

/// <summary>The decisions and rewards of a version.</summary>
/// <param name="Version">The version in the log.</param>
/// <param name="Name">Its name in the registry, or <paramref name="Version"/>.</param>
/// <param name="Decisions">The number of decisions in each span.</param>
/// <param name="Rewards">The mean reward of the joined decisions in each span; null if there are none.</param>
/// <param name="Total">The number of decisions in the window.</param>
/// <param name="Reward">The mean reward of the joined ones; null if there are none.</param>
internal sealed record VersionSeries(
    string Version, string Name, long[] Decisions, MeanReward?[] Rewards, long Total, MeanReward? Reward);
