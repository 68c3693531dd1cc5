using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.Doctor;

/// <summary>What a doctor found in a log.</summary>
/// <param name="Time">The time of the examination.</param>
/// <param name="Since">From when on the log was looked at; null for all of it.</param>
/// <param name="Counts">What was read and joined since then.</param>
/// <param name="Findings">What was found, the worst first; empty where nothing was.</param>
public sealed record DoctorReport(
    DateTimeOffset Time, DateTimeOffset? Since, JoinCounts Counts, IReadOnlyList<DoctorFinding> Findings)
{
    /// <summary>The severity of the worst finding; null where there is none.</summary>
    public FindingSeverity? Worst => Findings.Count > 0 ? Findings[0].Severity : null;

    /// <summary>The findings as text, one a line.</summary>
    public override string ToString() => Findings.Count == 0
        ? "Nothing is wrong."
        : string.Join(Environment.NewLine, Findings.Select(finding => $"{finding.Severity}: {finding.Message}"));
}
