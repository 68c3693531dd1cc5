namespace DeepQ.Environments;

/// <summary>An environment that takes its next step or reset together with others, once those are known.</summary>
internal interface IBatchedEnvironment
{
    /// <summary>Announces the next step; nothing when no episode is running.</summary>
    void QueueStep(int action);

    /// <summary>Announces the next reset, and draws what it needs.</summary>
    void QueueReset(Random random);

    /// <summary>Starts everything that is announced, and does not wait for it; nothing when it has started.</summary>
    void Send();
}
