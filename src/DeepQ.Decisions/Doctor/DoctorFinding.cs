namespace DeepQ.Decisions.Doctor;

/// <summary>A problem of a log, or a remarkable fact about it.</summary>
/// <param name="Code">The kind of finding.</param>
/// <param name="Severity">The severity.</param>
/// <param name="Message">The finding with its numbers, and what to do.</param>
public sealed record DoctorFinding(FindingCode Code, FindingSeverity Severity, string Message);
