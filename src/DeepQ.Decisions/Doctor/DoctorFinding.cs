namespace DeepQ.Decisions.Doctor;

/// <summary>Something that is wrong with a log, or worth knowing.</summary>
/// <param name="Code">What it is.</param>
/// <param name="Severity">How much it matters.</param>
/// <param name="Message">What was found, with the numbers, and what to do.</param>
public sealed record DoctorFinding(FindingCode Code, FindingSeverity Severity, string Message);
