namespace DeepQ.Decisions.Storage;

/// <summary>The number of each kind of event in a store.</summary>
internal enum EventKind
{
    Decision = 1,
    Reward = 2,
    Activation = 3,
    EpisodeEnd = 4,
    SettingsChange = 5,
}
