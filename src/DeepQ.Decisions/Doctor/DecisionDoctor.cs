using DeepQ.Decisions.Doctor;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;

namespace DeepQ.Decisions;

/// <summary>Reads a log of decisions, and says in words what is wrong with the loop: that no rewards come, or nothing can be learned.</summary>
/// <remarks>
/// It reads in one pass. In memory is what the join waits for, and some numbers for each action and each value of a state.
/// </remarks>
/// <param name="store">The log.</param>
/// <param name="options">What belongs together; null for the defaults.</param>
public sealed class DecisionDoctor(IDecisionStore store, JoinOptions? options = null)
{
    private readonly IDecisionStore _store = store ?? throw new ArgumentNullException(nameof(store));
    private readonly JoinOptions _options = options ?? new();

    /// <summary>Examines the log.</summary>
    /// <param name="now">The time of the examination.</param>
    /// <param name="window">
    /// How long before it the examination begins, such as a day; null for the whole log. What lies earlier is not read, but for what
    /// belongs to decisions and episodes of the window.
    /// </param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <returns>What was found.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The window is not positive, or reaches before the first year.</exception>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    public async Task<DoctorReport> ExamineAsync(
        DateTimeOffset now, TimeSpan? window = null, CancellationToken cancellationToken = default)
    {
        if (window is { } length && (length <= TimeSpan.Zero || length > now - DateTimeOffset.MinValue - _options.Lead))
            throw new ArgumentOutOfRangeException(nameof(window), window, "The window must be positive, and begin after the first year.");
        DateTimeOffset? since = now - window;
        long start = since is null ? 0 : await _store.FindStartAsync(since.Value - _options.Lead, cancellationToken).ConfigureAwait(false);
        Examination examination = new(_options, now, since);
        await foreach (LoggedEvent logged in _store.ReadAsync(start, cancellationToken).ConfigureAwait(false))
            examination.See(logged.Event);
        return examination.Report(hasEarlier: start > 0);
    }
}
