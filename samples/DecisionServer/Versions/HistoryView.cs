using DeepQ.Decisions.Policies;

namespace DecisionServer.Versions;

/// <summary>Something that was done.</summary>
/// <param name="Time">When.</param>
/// <param name="Action">What.</param>
/// <param name="Version">The version; null where a rollback led to the baseline, and for a hold.</param>
/// <param name="Why">Why.</param>
internal sealed record HistoryView(DateTimeOffset Time, RegistryAction Action, string? Version, string Why)
{
    public static HistoryView Of(RegistryEntry entry) => new(entry.Time, entry.Action, entry.Version, entry.Why);
}
