namespace DeepQ.Environments;

/// <summary>An environment around another one; lets callers find the innermost environment.</summary>
internal interface IWrapper
{
    /// <summary>The wrapped environment.</summary>
    IEnvironment Inner { get; }

    /// <summary>Gets whether each step takes one step of the wrapped environment, with the same action.</summary>
    bool ForwardsActions { get; }

    /// <summary>Returns the environment inside all wrappers.</summary>
    static IEnvironment Unwrap(IEnvironment environment)
    {
        while (environment is IWrapper wrapper)
            environment = wrapper.Inner;
        return environment;
    }

    /// <summary>Returns the innermost environment if it steps in batches and receives the actions as they are; otherwise null.</summary>
    static IBatchedEnvironment? FindBatched(IEnvironment environment)
    {
        while (environment is IWrapper { ForwardsActions: true } wrapper)
            environment = wrapper.Inner;
        return environment as IBatchedEnvironment;
    }
}
