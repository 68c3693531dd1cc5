namespace DeepQ.Decisions.Policies;

/// <summary>The card of a version: how it was learned, its value, and its limitations.</summary>
/// <param name="Json">The card for programs, as JSON.</param>
/// <param name="Markdown">The card for people, as Markdown.</param>
public sealed record VersionCard(string Json, string Markdown);
