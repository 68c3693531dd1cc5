using DeepQ.Decisions.Diagnostics;
using DeepQ.Decisions.Events;
using DeepQ.Decisions.Storage;
using Microsoft.Extensions.Logging;

namespace DeepQ.Decisions.Queueing;

/// <summary>
/// Queues events for the store. One batch is written at a time, with all events that arrived while the previous one was
/// written.
/// </summary>
internal sealed class EventQueue : IAsyncDisposable
{
    private readonly IDecisionStore _store;
    private readonly int _capacity;
    private readonly FullQueue _whenFull;
    private readonly DecisionMeter _meter;
    private readonly ILogger _logger;
    private readonly Lock _lock = new();
    private readonly SemaphoreSlim _filled = new(0);
    private readonly CancellationTokenSource _abandoned = new();
    private readonly Task _writing;
    private EventBatch _open = new();
    private EventBatch? _underWay;
    private TaskCompletionSource _room = NewRoom();
    private bool _toldFull;
    private bool _closed;

    public EventQueue(IDecisionStore store, int capacity, FullQueue whenFull, DecisionMeter meter, ILogger logger)
    {
        (_store, _capacity, _whenFull, _meter, _logger) = (store, capacity, whenFull, meter, logger);
        _meter.Watch(() => Count);
        _writing = Task.Run(WriteAsync);
    }

    /// <summary>The number of events that wait or are being written.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _open.Events.Count + (_underWay?.Events.Count ?? 0);
        }
    }

    /// <summary>Adds an event.</summary>
    /// <returns>A task that completes when the event is durable, and fails if it is lost or was dropped.</returns>
    public async ValueTask<Task> AddAsync(DecisionEvent entry, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (TryAdd(entry, out Task written))
                return written;
            await written.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <exception cref="ObjectDisposedException">The queue was disposed.</exception>
    public void RequireOpen()
    {
        lock (_lock)
            ObjectDisposedException.ThrowIf(_closed, this);
    }

    /// <summary>Completes when all events so far are durable, or fails if the last of them are lost.</summary>
    public Task FlushAsync()
    {
        lock (_lock)
            return _open.Events.Count > 0 ? _open.Written : _underWay?.Written ?? Task.CompletedTask;
    }

    /// <summary>Cancels a store that does not complete, so that queued events are lost and their tasks fail.</summary>
    public void Abandon() => _abandoned.Cancel();

    /// <summary>Writes the queued events and accepts no more.</summary>
    public async ValueTask DisposeAsync()
    {
        lock (_lock)
        {
            if (!_closed)
                _filled.Release();
            _closed = true;
            _room.TrySetResult();
        }

        await _writing.ConfigureAwait(false);
    }

    private static TaskCompletionSource NewRoom() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    // Returns false, with a task that completes when there is room.
    private bool TryAdd(DecisionEvent entry, out Task written)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_closed, this);
            if (Count < _capacity)
            {
                _open.Events.Add(entry);
                if (_open.Events.Count == 1)
                    _filled.Release();
                written = _open.Written;
                return true;
            }

            written = _whenFull == FullQueue.Wait ? _room.Task : Drop();
            return _whenFull == FullQueue.Drop;
        }
    }

    private Task Drop()
    {
        _meter.Dropped();
        if (!_toldFull)
            DecisionLogger.QueueFull(_logger, _capacity);
        _toldFull = true;
        Task dropped = Task.FromException(new DecisionStoreException(
            $"{_capacity} events wait for the store, the maximum, so the event was dropped: raise QueueCapacity, or set WhenFull to Wait."));
        _ = dropped.Exception;
        return dropped;
    }

    private async Task WriteAsync()
    {
        while (true)
        {
            await _filled.WaitAsync().ConfigureAwait(false);
            EventBatch batch;
            lock (_lock)
            {
                if (_open.Events.Count == 0)
                    return;
                (batch, _underWay, _open) = (_open, _open, new());
            }

            try
            {
                // A store that ignores the token is not awaited either.
                await _store.AppendAsync(batch.Events, _abandoned.Token).WaitAsync(_abandoned.Token).ConfigureAwait(false);
                _meter.Logged(batch.Events.Count);
                Leave();
                batch.Complete();
            }
            catch (Exception error)
            {
                _meter.Lost(batch.Events.Count);
                DecisionLogger.BatchLost(_logger, batch.Events.Count, error);
                Leave();
                batch.Fail(error);
            }
        }
    }

    private void Leave()
    {
        lock (_lock)
        {
            _underWay = null;
            _toldFull = false;
            _room.TrySetResult();
            _room = NewRoom();
        }
    }
}
