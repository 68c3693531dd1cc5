using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;

namespace DeepQ.Decisions.Doctor;

/// <summary>Finds where in a log a time begins, without reading what lies before.</summary>
internal static class LogStart
{
    /// <summary>Gives the sequence number after which to read; 0 for the whole log.</summary>
    public static async Task<long> FindAsync(IDecisionStore store, DateTimeOffset time, CancellationToken cancellationToken)
    {
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
