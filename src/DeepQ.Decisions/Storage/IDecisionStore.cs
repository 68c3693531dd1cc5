using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Storage;

/// <summary>A log of decisions and later events, on disk.</summary>
/// <remarks>Thread safe. Readers see only complete appends.</remarks>
public interface IDecisionStore : IAsyncDisposable
{
    /// <summary>Appends events in order, all of them or none.</summary>
    /// <param name="events">The events. A decision whose id is already in the log is ignored.</param>
    /// <param name="cancellationToken">Cancels; none of the events is logged then.</param>
    /// <returns>A task that completes when the events are durable: a process that is killed afterwards loses none of them.</returns>
    /// <exception cref="DecisionStoreException">The events cannot be written; none of them is logged.</exception>
    Task AppendAsync(IReadOnlyList<DecisionEvent> events, CancellationToken cancellationToken = default);

    /// <summary>Reads the log in order, one page at a time.</summary>
    /// <param name="after">The sequence number after which to begin; 0 for the whole log.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    IAsyncEnumerable<LoggedEvent> ReadAsync(long after = 0, CancellationToken cancellationToken = default);

    /// <summary>Counts the events in the log.</summary>
    /// <param name="cancellationToken">Cancels the call.</param>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    Task<StoreCounts> CountAsync(CancellationToken cancellationToken = default);

    /// <summary>Deletes the beginning of the log, up to the first event that is not older than a time.</summary>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">Cancels between two parts; events deleted by then stay deleted.</param>
    /// <returns>The number of deleted events.</returns>
    /// <exception cref="DecisionStoreException">The events cannot be deleted.</exception>
    Task<long> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken = default);

    /// <summary>Deletes an episode from the log: its decisions, their rewards and activations, and its ends.</summary>
    /// <param name="episodeId">The episode.</param>
    /// <param name="cancellationToken">Cancels; then either nothing is deleted, or the events are deleted but not overwritten yet.</param>
    /// <returns>The number of deleted events.</returns>
    /// <exception cref="DecisionStoreException">
    /// The events could not be deleted and are all still there; or they are deleted, but the disk contains them until
    /// the readers are done. The message tells which.
    /// </exception>
    Task<long> EraseEpisodeAsync(string episodeId, CancellationToken cancellationToken = default);

    /// <summary>
    /// Deletes a subject, such as a user, from the log: its decisions, with their rewards and activations.
    /// </summary>
    /// <param name="subjectId">The subject.</param>
    /// <inheritdoc cref="EraseEpisodeAsync"
    /// path="/*[self::returns or self::remarks or self::exception]"/>
    /// <param name="cancellationToken">Cancels; then either nothing is deleted, or the events are deleted but not overwritten yet.</param>
    Task<long> EraseSubjectAsync(string subjectId, CancellationToken cancellationToken = default);
}
