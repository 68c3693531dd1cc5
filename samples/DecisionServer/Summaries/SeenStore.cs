using System.Runtime.CompilerServices;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;

namespace DecisionServer.Summaries;

/// <summary>
/// A log from a position on that passes each event to an action as it is read, so one pass serves a join and more.
/// </summary>
internal sealed class SeenStore(IDecisionStore store, long start, Action<DecisionEvent> see) : IDecisionStore
{
    public async IAsyncEnumerable<LoggedEvent> ReadAsync(
        long after = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (LoggedEvent logged in store.ReadAsync(Math.Max(start, after), cancellationToken))
        {
            see(logged.Event);
            yield return logged;
        }
    }

    public Task AppendAsync(IReadOnlyList<DecisionEvent> events, CancellationToken cancellationToken = default) => throw ReadOnly();

    public Task<StoreCounts> CountAsync(CancellationToken cancellationToken = default) => store.CountAsync(cancellationToken);

    public Task<long> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken = default) => throw ReadOnly();

    public Task<long> EraseEpisodeAsync(string episodeId, CancellationToken cancellationToken = default) => throw ReadOnly();

    public Task<long> EraseSubjectAsync(string subjectId, CancellationToken cancellationToken = default) => throw ReadOnly();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static NotSupportedException ReadOnly() => new("The log is only read here.");
}
