using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Queueing;

/// <summary>Events that are written together, and the task that completes when they are written.</summary>
internal sealed class EventBatch
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<DecisionEvent> Events { get; } = [];

    /// <summary>Completes when the events are durable, or fails if they are lost.</summary>
    public Task Written => _written.Task;

    public void Complete() => _written.SetResult();

    public void Fail(Exception error)
    {
        _written.SetException(error);

        // Not every caller awaits it; this marks the exception as observed.
        _ = _written.Task.Exception;
    }
}
