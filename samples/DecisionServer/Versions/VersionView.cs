namespace DecisionServer.Versions;

/// <summary>A version.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">The SHA-256 of its model: the version that stands in the log.</param>
/// <param name="Added">When it was added.</param>
/// <param name="Why">Why it was.</param>
internal sealed record VersionView(string Name, string Sha256, DateTimeOffset? Added, string? Why);
