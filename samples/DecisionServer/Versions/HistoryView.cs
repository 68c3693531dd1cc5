using DeepQ.Decisions.Policies;

namespace DecisionServer.Versions;

/// <summary>An entry of the history of versions.</summary>
/// <param name="Time">The time of the action.</param>
/// <param name="Action">The action.</param>
/// <param name="Version">The version; null if a rollback led to the baseline, and for a hold.</param>
/// <param name="Why">The reason.</param>
internal sealed record HistoryView(DateTimeOffset Time, RegistryAction Action, string? Version, string Why)
{
    public static HistoryView Of(RegistryEntry entry) => new(entry.Time, entry.Action, entry.Version, entry.Why);
}
