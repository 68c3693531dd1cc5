namespace DeepQ.Decisions.Policies;

/// <summary>What is to be known of a version: how it was learned, what it is worth, what to beware of.</summary>
/// <param name="Json">The card for programs, as JSON.</param>
/// <param name="Markdown">The card for people, as Markdown.</param>
public sealed record VersionCard(string Json, string Markdown);
