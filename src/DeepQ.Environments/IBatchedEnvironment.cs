namespace DeepQ.Environments;

/// <summary>An environment that takes its next step together with others, once all of their actions are known.</summary>
internal interface IBatchedEnvironment
{
    /// <summary>Announces the action of the next step; nothing when no episode is running.</summary>
    void Queue(int action);

    /// <summary>Starts the steps of all announced actions, and does not wait for them; nothing when they have started.</summary>
    void Send();
}
