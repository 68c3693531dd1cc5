namespace DeepQ.Environments;

/// <summary>An environment around another one; lets callers find the innermost environment.</summary>
internal interface IWrapper
{
    /// <summary>The wrapped environment.</summary>
    IEnvironment Inner { get; }

    /// <summary>Gets whether each step and reset makes one of the wrapped environment, with the same action and generator, and draws nothing before.</summary>
    bool ForwardsCalls { get; }

    /// <summary>Returns the environment inside all wrappers.</summary>
    static IEnvironment Unwrap(IEnvironment environment)
    {
        while (environment is IWrapper wrapper)
            environment = wrapper.Inner;
        return environment;
    }

    /// <summary>Returns the innermost environment if it steps in batches and receives all calls as they are; otherwise null.</summary>
    static IBatchedEnvironment? FindBatched(IEnvironment environment)
    {
        while (environment is IWrapper { ForwardsCalls: true } wrapper)
            environment = wrapper.Inner;
        return environment as IBatchedEnvironment;
    }
}
