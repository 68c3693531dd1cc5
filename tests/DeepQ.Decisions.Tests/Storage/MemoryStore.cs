using System.Runtime.CompilerServices;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;

namespace DeepQ.Decisions.Tests.Storage;

/// <summary>A store that writes when it is let, and fails when it is told to.</summary>
internal sealed class MemoryStore : IDecisionStore
{
    private readonly List<DecisionEvent> _events = [];
    private readonly List<int> _batches = [];
    private long _deleted;

    /// <summary>What an append waits for.</summary>
    public TaskCompletionSource Gate { get; set; } = Opened();

    /// <summary>What the next appends fail with; null where they do not.</summary>
    public Exception? Failure { get; set; }

    /// <summary>What reading fails with; null where it does not.</summary>
    public Exception? ReadFailure { get; set; }

    /// <summary>What somebody else does while the log is read; null where nobody does anything.</summary>
    public Action? WhileRead { get; set; }

    /// <summary>How many events were read so far.</summary>
    public int EventsRead { get; private set; }

    /// <summary>Completes when an append has begun.</summary>
    public TaskCompletionSource Begun { get; set; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when old events were deleted.</summary>
    public TaskCompletionSource Deleted { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IReadOnlyList<DecisionEvent> Events
    {
        get
        {
            lock (_events)
                return [.. _events];
        }
    }

    public IReadOnlyList<int> Batches => _batches;

    public static TaskCompletionSource Closed() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    public async Task AppendAsync(IReadOnlyList<DecisionEvent> events, CancellationToken cancellationToken = default)
    {
        Begun.TrySetResult();
        await Gate.Task;
        if (Failure is not null)
            throw Failure;
        lock (_events)
        {
            _events.AddRange(events);
            _batches.Add(events.Count);
        }
    }

    public async IAsyncEnumerable<LoggedEvent> ReadAsync(
        long after = 0, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await Task.CompletedTask;
        if (ReadFailure is not null)
            throw ReadFailure;
        WhileRead?.Invoke();
        IReadOnlyList<DecisionEvent> events = Events;
        long deleted = _deleted;
        for (int i = (int)Math.Max(0, after - deleted); i < events.Count; i++)
        {
            EventsRead++;
            yield return new(deleted + i + 1, events[i]);
        }
    }

    public Task<StoreCounts> CountAsync(CancellationToken cancellationToken = default)
    {
        IReadOnlyList<DecisionEvent> events = Events;
        return Task.FromResult(new StoreCounts(
            events.OfType<Decision>().Count(),
            events.OfType<Reward>().Count(),
            events.OfType<Activation>().Count(),
            events.OfType<EpisodeEnd>().Count(),
            events.OfType<SettingsChange>().Count()));
    }

    public Task<long> DeleteBeforeAsync(DateTimeOffset time, CancellationToken cancellationToken = default)
    {
        lock (_events)
        {
            long deleted = _events.RemoveAll(each => each.Time < time);
            _deleted += deleted;
            Deleted.TrySetResult();
            return Task.FromResult(deleted);
        }
    }

    public Task<long> EraseEpisodeAsync(string episodeId, CancellationToken cancellationToken = default)
    {
        lock (_events)
            return Task.FromResult((long)_events.RemoveAll(each => each is Decision decision && decision.EpisodeId == episodeId));
    }

    public Task<long> EraseSubjectAsync(string subjectId, CancellationToken cancellationToken = default)
    {
        lock (_events)
            return Task.FromResult((long)_events.RemoveAll(each => each is Decision decision && decision.SubjectId == subjectId));
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private static TaskCompletionSource Opened()
    {
        TaskCompletionSource gate = new();
        gate.SetResult();
        return gate;
    }
}
