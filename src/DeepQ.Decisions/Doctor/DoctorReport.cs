using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>The result of the examination of a log.</summary>
/// <param name="Time">The time of the examination.</param>
/// <param name="Since">The start of the examined window; null for the whole log.</param>
/// <param name="Counts">The counts of the join in the window.</param>
/// <param name="Findings">The findings, most severe first; empty if there are none.</param>
public sealed record DoctorReport(
    DateTimeOffset Time, DateTimeOffset? Since, JoinCounts Counts, IReadOnlyList<DoctorFinding> Findings)
{
    /// <summary>The severity of the worst finding; null if there is none.</summary>
    public FindingSeverity? Worst => Findings.Count > 0 ? Findings[0].Severity : null;

    /// <summary>The findings as text, one per line.</summary>
    public override string ToString() => Findings.Count == 0
        ? "Nothing is wrong."
        : string.Join(Environment.NewLine, Findings.Select(finding => $"{finding.Severity}: {finding.Message}"));
}
