using DeepQ.Decisions.Events;

namespace DeepQ.Decisions.Queueing;

/// <summary>Events that are written together, and the notice that they are.</summary>
internal sealed class EventBatch
{
    private readonly TaskCompletionSource _written = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public List<DecisionEvent> Events { get; } = [];

    /// <summary>Completes when the events are durable, or fails where they are lost.</summary>
    public Task Written => _written.Task;

    public void Complete() => _written.SetResult();

    public void Fail(Exception error)
    {
        _written.SetException(error);

        // Not everybody waits for it.
        _ = _written.Task.Exception;
    }
}
