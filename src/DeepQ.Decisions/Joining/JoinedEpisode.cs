using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Joining;

/// <summary>An episode of decisions with their rewards.</summary>
/// <param name="Id">The id of the episode; null for a decision without one, which is an episode by itself.</param>
/// <param name="Rows">The decisions in order, at least one.</param>
/// <param name="IsTruncated">Whether the episode was cut off, or never ended.</param>
public sealed record JoinedEpisode(string? Id, IReadOnlyList<JoinedRow> Rows, bool IsTruncated)
{
    /// <summary>
    /// Returns whether the episode is in a share of all episodes. Only its id decides, so each reading divides a log in
    /// the same way. Episodes with the same id are on the same side.
    /// </summary>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public bool IsInShare(double share) => share is >= 0 and <= 1
        ? EpisodePlace.Of(Id, Rows[0].Decision.Id, EpisodePlace.Share) < share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "The share must be from 0 to 1.");
}
