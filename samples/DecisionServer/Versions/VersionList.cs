namespace DecisionServer.Versions;

/// <summary>The versions of the policy, and what was done with them.</summary>
/// <param name="InUse">The version in use; null while the baseline decides.</param>
/// <param name="Candidate">The version that is tried; null for none.</param>
/// <param name="Before">The version that a rollback brings back; null for the baseline, or where none is in use.</param>
/// <param name="Held">The entry since which automatic changes are held; null where they are not.</param>
/// <param name="Versions">All versions, the latest first.</param>
/// <param name="History">What was done, the latest first; a thousand entries at most.</param>
internal sealed record VersionList(
    string? InUse,
    string? Candidate,
    string? Before,
    HistoryView? Held,
    IReadOnlyList<VersionView> Versions,
    IReadOnlyList<HistoryView> History);
