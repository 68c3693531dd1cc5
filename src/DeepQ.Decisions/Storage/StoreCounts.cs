namespace DeepQ.Decisions.Storage;

/// <summary>How many events of each kind a log holds.</summary>
/// <param name="Decisions">Decisions.</param>
/// <param name="Rewards">Parts of rewards, those that are there twice too.</param>
/// <param name="Activations">Activations.</param>
/// <param name="EpisodeEnds">Ends of episodes.</param>
/// <param name="SettingsChanges">Changes of settings.</param>
public sealed record StoreCounts(long Decisions, long Rewards, long Activations, long EpisodeEnds, long SettingsChanges);
