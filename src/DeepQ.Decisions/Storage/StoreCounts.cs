namespace DeepQ.Decisions.Storage;

/// <summary>The number of events of each kind in a log.</summary>
/// <param name="Decisions">The number of decisions.</param>
/// <param name="Rewards">The number of reward parts, including duplicates.</param>
/// <param name="Activations">The number of activations.</param>
/// <param name="EpisodeEnds">The number of ends of episodes.</param>
/// <param name="SettingsChanges">The number of changes of settings.</param>
public sealed record StoreCounts(long Decisions, long Rewards, long Activations, long EpisodeEnds, long SettingsChanges);
