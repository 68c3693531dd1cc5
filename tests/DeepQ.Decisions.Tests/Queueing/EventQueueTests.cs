using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Queueing;
using DeepQ.Decisions.Storage;
using DeepQ.Decisions.Tests.Storage;
using Microsoft.Extensions.Logging.Abstractions;
using static DeepQ.Decisions.Tests.LogBuilder;

namespace DeepQ.Decisions.Tests.Queueing;

public sealed class EventQueueTests : IDisposable
{
    private readonly MemoryStore _store = new() { Gate = MemoryStore.Closed() };
    private readonly DecisionMeter _meter = new();

    public void Dispose() => _meter.Dispose();

    [Fact]
    public async Task What_comes_while_a_batch_is_written_is_the_next_one()
    {
        await using EventQueue queue = Queue(100);
        Task first = await Add(queue, 1);
        await _store.Begun.Task;
        Task second = await Add(queue, 2);
        Task third = await Add(queue, 3);
        Assert.False(first.IsCompleted);
        Assert.Equal(3, queue.Count);
        _store.Gate.SetResult();
        await Task.WhenAll(first, second, third);
        Assert.Equal([1, 2], _store.Batches);
        await queue.FlushAsync();
        Assert.Equal(0, queue.Count);
    }

    [Fact]
    public async Task A_full_queue_has_callers_wait()
    {
        await using EventQueue queue = Queue(2);
        await Add(queue, 1);
        await Add(queue, 2);
        ValueTask<Task> waiting = Add(queue, 3);
        Assert.False(waiting.IsCompleted);
        using CancellationTokenSource given = new();
        ValueTask<Task> impatient = queue.AddAsync(Decide(4, 0), given.Token);
        await given.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () => await impatient);

        _store.Gate.SetResult();
        await await waiting;
        Assert.Equal([Id(1), Id(2), Id(3)], _store.Events.Select(each => ((Decision)each).Id));
    }

    [Fact]
    public async Task A_full_queue_drops_where_it_is_to()
    {
        await using EventQueue queue = Queue(1, FullQueue.Drop);
        Task first = await Add(queue, 1);
        Task dropped = await Add(queue, 2);
        DecisionStoreException error = await Assert.ThrowsAsync<DecisionStoreException>(() => dropped);
        Assert.StartsWith("1 events wait for the store", error.Message, StringComparison.Ordinal);
        _store.Gate.SetResult();
        await first;
        await await Add(queue, 3);
        Assert.Equal(2, _store.Events.Count);
    }

    [Fact]
    public async Task A_batch_that_cannot_be_written_is_lost_as_a_whole_and_the_next_one_is_not()
    {
        await using EventQueue queue = Queue(100);
        _store.Failure = new DecisionStoreException("full", isFull: true);
        Task first = await Add(queue, 1);
        await _store.Begun.Task;
        _store.Gate.SetResult();
        Assert.True((await Assert.ThrowsAsync<DecisionStoreException>(() => first)).IsFull);
        _store.Failure = null;
        await await Add(queue, 2);
        Assert.Equal(Id(2), ((Decision)Assert.Single(_store.Events)).Id);
    }

    [Fact]
    public async Task What_waits_is_written_at_the_end_and_nothing_is_taken_then()
    {
        EventQueue queue = Queue(100);
        Task first = await Add(queue, 1);
        ValueTask end = queue.DisposeAsync();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () => await Add(queue, 2));
        _store.Gate.SetResult();
        await end;
        await queue.DisposeAsync();
        await first;
        Assert.Single(_store.Events);
    }

    [Fact]
    public async Task Events_of_eight_threads_are_all_there_once()
    {
        _store.Gate.SetResult();
        await using EventQueue queue = Queue(50);
        await Parallel.ForAsync(0, 8, async (client, _) =>
        {
            for (int i = 0; i < 500; i++)
                await await Add(queue, (1000 * client) + i);
        });
        Assert.Equal(4000, _store.Events.Distinct().Count());
        Assert.Equal(4000, _store.Events.Count);
    }

    private static ValueTask<Task> Add(EventQueue queue, int number) => queue.AddAsync(Decide(number, 0), CancellationToken.None);

    private EventQueue Queue(int capacity, FullQueue whenFull = FullQueue.Wait) =>
        new(_store, capacity, whenFull, _meter, NullLogger.Instance);
}
