namespace DeepQ.Decisions.Policies;

/// <summary>The content of <c>current.json</c>. Replacing the file performs the action of its last entry.</summary>
/// <param name="Format">The version of the format of the folder.</param>
/// <param name="Before">The versions that were in use before, oldest first.</param>
/// <param name="InUse">The version in use; null for none.</param>
/// <param name="Candidate">The candidate; null if there is none.</param>
/// <param name="Last">The last entry of the history, which may not be in its file yet; null before the first.</param>
/// <param name="Waiting">Earlier entries that could not be written to the file either; null if there are none.</param>
internal sealed record RegistryState(
    int Format,
    IReadOnlyList<string> Before,
    string? InUse = null,
    string? Candidate = null,
    RegistryEntry? Last = null,
    IReadOnlyList<RegistryEntry>? Waiting = null)
{
    public const int PresentFormat = 1;

    /// <summary>The versions that must exist.</summary>
    public IEnumerable<string> Needed => [.. Before, .. InUse is null ? [] : new[] { InUse }, .. Candidate is null ? [] : new[] { Candidate }];
}
