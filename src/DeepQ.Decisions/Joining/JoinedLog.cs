using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Storage;

namespace DeepQ.Decisions;

/// <summary>A log as episodes of decisions with their rewards. Each enumeration reads the log anew, and in one pass.</summary>
/// <remarks>
/// <para>In memory is what is waited for: the decisions of the longer wait, and those of episodes that are open.</para>
/// <para>An episode comes once nothing more can come for it, and is the same in each later reading.</para>
/// </remarks>
/// <param name="store">The log.</param>
/// <param name="now">The time of reading: what is waited for then is not joined yet.</param>
/// <param name="options">What belongs together; null for the defaults.</param>
public sealed class JoinedLog(IDecisionStore store, DateTimeOffset now, JoinOptions? options = null)
    : IAsyncEnumerable<JoinedEpisode>
{
    private readonly IDecisionStore _store = store ?? throw new ArgumentNullException(nameof(store));

    /// <summary>What the last enumeration found that came to its end; all zero before.</summary>
    public JoinCounts Counts { get; private set; } = new();

    /// <summary>Reads the log.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    public async IAsyncEnumerator<JoinedEpisode> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        EpisodeJoiner joiner = new(options ?? new());
        await foreach (LoggedEvent logged in _store.ReadAsync(0, cancellationToken).ConfigureAwait(false))
        {
            joiner.Add(logged.Event);
            while (joiner.TryTake(out JoinedEpisode? episode))
                yield return episode!;
        }

        joiner.Finish(now);
        while (joiner.TryTake(out JoinedEpisode? episode))
            yield return episode!;
        Counts = joiner.Counts;
    }
}
