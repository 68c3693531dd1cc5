using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Storage;

/// <summary>A log of decisions and of what came of them, on disk.</summary>
/// <remarks>Thread safe. What is read while others append is what was complete when it was read.</remarks>
public interface IDecisionStore : IAsyncDisposable
{
    /// <summary>Appends events in their order, all of them or none.</summary>
    /// <param name="events">The events. A decision whose id is in the log already is left out.</param>
    /// <param name="cancellationToken">Gives up; none of the events is logged then.</param>
    /// <returns>A task that completes when the events are durable: a process that is killed then loses none of them.</returns>
    /// <exception cref="DecisionStoreException">The events cannot be written; none of them is logged.</exception>
    Task AppendAsync(IReadOnlyList<DecisionEvent> events, CancellationToken cancellationToken = default);

    /// <summary>Reads the log in its order, a page at a time.</summary>
    /// <param name="after">The sequence number after which it begins; 0 for all.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    IAsyncEnumerable<LoggedEvent> ReadAsync(long after = 0, CancellationToken cancellationToken = default);

    /// <summary>Counts what is in the log.</summary>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    Task<StoreCounts> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes the beginning of the log, up to the first event that is not older than a time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">Ends between two parts; what is deleted by then stays so.</param>
    /// <returns>How many events were deleted.</returns>
    /// <exception cref="DecisionStoreException">The events cannot be deleted.</exception>
    Task<long> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken = default);

    /// <summary>Deletes what the log holds of an episode: its decisions, their rewards and activations, its ends.</summary>
    /// <param name="episodeId">The episode.</param>
    /// <param name="cancellationToken">Gives up; nothing is deleted then, or it is deleted and not overwritten yet.</param>
    /// <returns>How many events were deleted.</returns>
    /// <exception cref="DecisionStoreException">
    /// The events cannot be deleted, and all of them are there; or they are deleted, and the disk holds them until those who read
    /// are done. The message tells which.
    /// </exception>
    Task<long> EraseEpisodeAsync(string episodeId, CancellationToken cancellationToken = default);

    /// <summary>Deletes what the log holds of a subject, such as a user: its decisions, their rewards and activations.</summary>
    /// <param name="subjectId">The subject.</param>
    /// <inheritdoc cref="EraseEpisodeAsync"/>
    /// <param name="cancellationToken"/>
    Task<long> EraseSubjectAsync(string subjectId, CancellationToken cancellationToken = default);
}
