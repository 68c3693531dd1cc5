using DeepQ.Decisions.Joining;

namespace DeepQ.Decisions.MLNet.Training;

/// <summary>The part of a log that is learned from.</summary>
/// <param name="Decisions">The number of its decisions.</param>
/// <param name="HasProbabilities">Whether all probabilities are known.</param>
/// <param name="First">The time of the first decision.</param>
/// <param name="Last">The time of the last decision.</param>
internal sealed record LearnedPart(long Decisions, bool HasProbabilities, DateTimeOffset First, DateTimeOffset Last)
{
    public static async Task<LearnedPart> OfAsync(
        JoinedLog log, Func<JoinedEpisode, bool> isLearnedFrom, CancellationToken cancellationToken)
    {
        LearnedPart part = new(0, true, DateTimeOffset.MaxValue, DateTimeOffset.MinValue);
        await foreach (JoinedEpisode episode in log.Where(isLearnedFrom).WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            DateTimeOffset first = episode.Rows[0].Decision.Time, last = episode.Rows[^1].Decision.Time;
            part = new(
                part.Decisions + episode.Rows.Count,
                part.HasProbabilities && episode.Rows.All(row => row.Decision.Probability is not null),
                first < part.First ? first : part.First,
                last > part.Last ? last : part.Last);
        }

        return part;
    }
}
