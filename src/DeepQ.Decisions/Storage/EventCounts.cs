namespace DeepQ.Decisions.Storage;

/// <summary>Sums the counts of a store by kind.</summary>
internal static class EventCounts
{
    public static StoreCounts From(IReadOnlyDictionary<EventKind, long> counts) => new(
        counts.GetValueOrDefault(EventKind.Decision),
        counts.GetValueOrDefault(EventKind.Reward),
        counts.GetValueOrDefault(EventKind.Activation),
        counts.GetValueOrDefault(EventKind.EpisodeEnd),
        counts.GetValueOrDefault(EventKind.SettingsChange));
}
