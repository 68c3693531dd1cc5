namespace DeepQ.Decisions.Storage;

/// <summary>Adds up what a store counted by kind.</summary>
internal static class EventCounts
{
    public static StoreCounts From(IReadOnlyDictionary<EventKind, long> counts) => new(
        counts.GetValueOrDefault(EventKind.Decision),
        counts.GetValueOrDefault(EventKind.Reward),
        counts.GetValueOrDefault(EventKind.Activation),
        counts.GetValueOrDefault(EventKind.EpisodeEnd),
        counts.GetValueOrDefault(EventKind.SettingsChange));
}
