using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Joining;

/// <summary>An episode whose decisions have their rewards.</summary>
/// <param name="Id">The id of the episode; null for a decision without one, which is an episode of its own.</param>
/// <param name="Rows">The decisions in their order, at least one.</param>
/// <param name="IsTruncated">Whether the episode was cut off, or never ended.</param>
public sealed record JoinedEpisode(string? Id, IReadOnlyList<JoinedRow> Rows, bool IsTruncated)
{
    /// <summary>
    /// Whether the episode falls into a share of all that nothing but its id decides, so that each reading divides a log alike. Where an
    /// id comes again, its episodes fall on one side.
    /// </summary>
    /// <param name="share">The share, from 0 to 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not from 0 to 1.</exception>
    public bool IsInShare(double share) => share is >= 0 and <= 1
        ? EpisodePlace.Of(Id, Rows[0].Decision.Id, EpisodePlace.Share) < share
        : throw new ArgumentOutOfRangeException(nameof(share), share, "The share must be from 0 to 1.");
}
