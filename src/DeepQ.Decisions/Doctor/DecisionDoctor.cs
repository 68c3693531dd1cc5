using DeepQ.Decisions.Doctor;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;

namespace DeepQ.Decisions;

/// <summary>
/// Examines a log of decisions and describes problems of the loop, such as missing rewards or a log that nothing can be
/// learned from.
/// </summary>
/// <remarks>
/// Reads in one pass. Memory contains the decisions that the join waits for, and some numbers per action and per value
/// of a state.
/// </remarks>
/// <param name="store">The log.</param>
/// <param name="options">The options of the join; null for the defaults.</param>
public sealed class DecisionDoctor(IDecisionStore store, JoinOptions? options = null)
{
    private readonly IDecisionStore _store = store ?? throw new ArgumentNullException(nameof(store));
    private readonly JoinOptions _options = options ?? new();

    /// <summary>Examines the log.</summary>
    /// <param name="now">The time of the examination.</param>
    /// <param name="window">
    /// How long before that time the examination begins, such as a day; null for the whole log. Earlier events are read
    /// only if they belong to decisions and episodes of the window.
    /// </param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The report.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The window is not positive, or begins before year 1.</exception>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    public async Task<DoctorReport> ExamineAsync(
        DateTimeOffset now, TimeSpan? window = null, CancellationToken cancellationToken = default)
    {
        if (window is { } length && (length <= TimeSpan.Zero || length > now - DateTimeOffset.MinValue - _options.Lead))
            throw new ArgumentOutOfRangeException(nameof(window), window, "The window must be positive and begin after the year 1.");
        DateTimeOffset? since = now - window;
        long start = since is null ? 0 : await _store.FindStartAsync(since.Value - _options.Lead, cancellationToken).ConfigureAwait(false);
        Examination examination = new(_options, now, since);
        await foreach (LoggedEvent logged in _store.ReadAsync(start, cancellationToken).ConfigureAwait(false))
            examination.See(logged.Event);
        return examination.Report(hasEarlier: start > 0);
    }
}
