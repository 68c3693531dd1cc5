using DeepQ.Decisions.Events;
using DeepQ.Decisions.Joining;
using DeepQ.Decisions.Storage;

namespace DeepQ.Decisions;

/// <summary>
/// A log as episodes of decisions with their rewards. Each enumeration reads the log again, in one pass.
/// </summary>
/// <remarks>
/// <para>Memory contains what is waited for: the decisions of the longer wait, and those of open episodes.</para>
/// <para>An episode is returned when no event can change it any longer, and is the same in each later reading.</para>
/// </remarks>
/// <param name="store">The log.</param>
/// <param name="now">The time of reading: what is still waited for at that time is not joined.</param>
/// <param name="options">The options of the join; null for the defaults.</param>
/// <param name="since">
/// Episodes that began earlier are left out, and earlier events are read only if they affect those that began later, so
/// a long log costs no more than its end. Null for all. If a clock was set back, see
/// <see cref="DecisionStoreExtensions.FindStartAsync"/> for what may be missed.
/// </param>
public sealed class JoinedLog(IDecisionStore store, DateTimeOffset now, JoinOptions? options = null, DateTimeOffset? since = null)
    : IAsyncEnumerable<JoinedEpisode>
{
    private readonly JoinOptions _options = options ?? new();
    private readonly IDecisionStore _store = store ?? throw new ArgumentNullException(nameof(store));

    /// <summary>The counts of the last complete enumeration; all zero before.</summary>
    public JoinCounts Counts { get; private set; } = new();

    /// <summary>Reads the log.</summary>
    /// <param name="cancellationToken">Cancels the reading.</param>
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
