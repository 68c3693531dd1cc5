namespace DecisionServer.Versions;

/// <summary>The versions of the policy and their history.</summary>
/// <param name="InUse">The version in use; null while the baseline decides.</param>
/// <param name="Candidate">The candidate; null if there is none.</param>
/// <param name="Before">The version that a rollback returns to; null for the baseline, or if none is in use.</param>
/// <param name="Held">The entry since which automatic changes are held; null if they are not.</param>
/// <param name="Versions">All versions, the latest first.</param>
/// <param name="History">The history, latest first; at most a thousand entries.</param>
internal sealed record VersionList(
    string? InUse,
    string? Candidate,
    string? Before,
    HistoryView? Held,
    IReadOnlyList<VersionView> Versions,
    IReadOnlyList<HistoryView> History);
