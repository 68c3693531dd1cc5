namespace DeepQ.Decisions.Queueing;

/// <summary>What happens to an event when the queue is full.</summary>
public enum FullQueue
{
    /// <summary>The caller waits until there is room.</summary>
    Wait,

    /// <summary>The event is dropped and counted.</summary>
    Drop,
}
