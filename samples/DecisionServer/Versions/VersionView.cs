namespace DecisionServer.Versions;

/// <summary>A version.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">The SHA-256 of its model: the version in the log.</param>
/// <param name="Added">The time when it was added.</param>
/// <param name="Why">The reason.</param>
internal sealed record VersionView(string Name, string Sha256, DateTimeOffset? Added, string? Why);
