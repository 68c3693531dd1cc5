namespace DeepQ.Serving.Tests.Hostile;

/// <summary>What became of a file.</summary>
/// <param name="Name">The file.</param>
/// <param name="Verdict">Served, refused, failed or threw.</param>
/// <param name="Reason">Why.</param>
/// <param name="Seconds">The processor time that it took.</param>
/// <param name="Megabytes">The most memory that the process had.</param>
/// <param name="Profile">The profile that it was loaded with; empty for the default one.</param>
/// <param name="Operators">The operators of a model that was made up.</param>
internal sealed record HostileResult(
    string Name, string Verdict, string Reason, double Seconds, double Megabytes, string Profile, string[] Operators);
