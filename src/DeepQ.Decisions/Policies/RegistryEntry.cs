namespace DeepQ.Decisions.Policies;

/// <summary>A line of the history of a registry.</summary>
/// <param name="Number">The number of the line, from 1.</param>
/// <param name="Time">The time of the action.</param>
/// <param name="Action">The action.</param>
/// <param name="Why">The reason.</param>
/// <param name="Version">The version, such as <c>0001-1a2b3c4d</c>; null if a rollback led to the baseline, and for a hold.</param>
/// <param name="Sha256">The SHA-256 of the version's model, if it was added; otherwise null.</param>
public sealed record RegistryEntry(
    long Number, DateTimeOffset Time, RegistryAction Action, string Why, string? Version = null, string? Sha256 = null);
