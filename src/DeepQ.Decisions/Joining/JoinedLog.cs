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
/// <param name="since">
/// Episodes that began earlier are left out, and what lies before is not read, but for what bears on those that began later: a long log
/// costs no more than its end. Null for all. Where a clock was set back, <see cref="DecisionStoreExtensions.FindStartAsync"/> says what
/// may be missed.
/// </param>
public sealed class JoinedLog(IDecisionStore store, DateTimeOffset now, JoinOptions? options = null, DateTimeOffset? since = null)
    : IAsyncEnumerable<JoinedEpisode>
{
    private readonly JoinOptions _options = options ?? new();
    private readonly IDecisionStore _store = store ?? throw new ArgumentNullException(nameof(store));

    /// <summary>What the last enumeration that came to its end found in what it read; all zero before.</summary>
    public JoinCounts Counts { get; private set; } = new();

    /// <summary>Reads the log.</summary>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="DecisionStoreException">The log cannot be read.</exception>
    public async IAsyncEnumerator<JoinedEpisode> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        EpisodeJoiner joiner = new(_options);
        long start = await FindStartAsync(cancellationToken).ConfigureAwait(false);
        await foreach (LoggedEvent logged in _store.ReadAsync(start, cancellationToken).ConfigureAwait(false))
        {
            joiner.Add(logged.Event);
            while (TryTake(joiner, out JoinedEpisode? episode))
                yield return episode!;
        }

        joiner.Finish(now);
        while (TryTake(joiner, out JoinedEpisode? episode))
            yield return episode!;
        Counts = joiner.Counts;
    }

    private bool TryTake(EpisodeJoiner joiner, out JoinedEpisode? episode)
    {
        while (joiner.TryTake(out episode))
        {
            if (since is null || episode!.Rows[0].Decision.Time >= since)
                return true;
        }

        return false;
    }

    private async ValueTask<long> FindStartAsync(CancellationToken cancellationToken)
    {
        bool hasEarlier = since - DateTimeOffset.MinValue > _options.Lead;
        return hasEarlier ? await _store.FindStartAsync(since!.Value - _options.Lead, cancellationToken).ConfigureAwait(false) : 0;
    }
}
