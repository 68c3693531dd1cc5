using System.Text.Json;

namespace DecisionServer.Versions;

/// <summary>A version with its card.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Sha256">The SHA-256 of its model.</param>
/// <param name="Card">The card for programs.</param>
/// <param name="Markdown">The card for people.</param>
internal sealed record VersionDetails(string Name, string Sha256, JsonElement Card, string Markdown);
