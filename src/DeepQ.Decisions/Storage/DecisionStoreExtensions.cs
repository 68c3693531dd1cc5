using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Storage;

/// <summary>Methods for any store.</summary>
public static class DecisionStoreExtensions
{
    /// <summary>
    /// Finds the position of a time in a log without reading the events before it; this reads a few dozen pages of a
    /// log of years.
    /// </summary>
    /// <param name="store">The log, in the order of time; if a clock was set back, the position may be too early or too late.</param>
    /// <param name="time">The time.</param>
    /// <param name="cancellationToken">Cancels the reading.</param>
    /// <returns>The sequence number after which to read; 0 for the whole log.</returns>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    public static async Task<long> FindStartAsync(
        this IDecisionStore store, DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        if (!await IsBeforeAsync(0).ConfigureAwait(false))
            return 0;
        long before = 0, after = 1;
        while (await IsBeforeAsync(after).ConfigureAwait(false))
            (before, after) = (after, 2 * after);
        while (after - before > 1)
        {
            long middle = before + ((after - before) / 2);
            if (await IsBeforeAsync(middle).ConfigureAwait(false))
                before = middle;
            else
                after = middle;
        }

        return after;

        async Task<bool> IsBeforeAsync(long sequence)
        {
            await foreach (LoggedEvent logged in store.ReadAsync(sequence, cancellationToken).ConfigureAwait(false))
                return logged.Event.Time < time;
            return false;
        }
    }
}
