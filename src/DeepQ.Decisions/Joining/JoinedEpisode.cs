namespace DeepQ.Decisions.Joining;

/// <summary>An episode whose decisions have their rewards.</summary>
/// <param name="Id">The id of the episode; null for a decision without one, which is an episode of its own.</param>
/// <param name="Rows">The decisions in their order, at least one.</param>
/// <param name="IsTruncated">Whether the episode was cut off, or never ended.</param>
public sealed record JoinedEpisode(string? Id, IReadOnlyList<JoinedRow> Rows, bool IsTruncated);
