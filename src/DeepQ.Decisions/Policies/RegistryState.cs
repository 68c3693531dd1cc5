namespace DeepQ.Decisions.Policies;

/// <summary>What <c>current.json</c> holds. To replace it is to do what its last entry says.</summary>
/// <param name="Format">The version of the form of the folder.</param>
/// <param name="Before">The versions that were in use before, the last one last.</param>
/// <param name="InUse">The version in use; null for none.</param>
/// <param name="Candidate">The version that is tried; null for none.</param>
/// <param name="Last">The last entry of the history, which may not have been written there yet; null before the first.</param>
/// <param name="Waiting">Entries before the last one that could not be written there either; null for none.</param>
internal sealed record RegistryState(
    int Format,
    IReadOnlyList<string> Before,
    string? InUse = null,
    string? Candidate = null,
    RegistryEntry? Last = null,
    IReadOnlyList<RegistryEntry>? Waiting = null)
{
    public const int PresentFormat = 1;

    /// <summary>The versions that must be there.</summary>
    public IEnumerable<string> Needed => [.. Before, .. InUse is null ? [] : new[] { InUse }, .. Candidate is null ? [] : new[] { Candidate }];
}
