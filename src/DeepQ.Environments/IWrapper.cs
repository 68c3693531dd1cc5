namespace DeepQ.Environments;

/// <summary>An environment around another one; lets callers find the innermost environment.</summary>
internal interface IWrapper
{
    /// <summary>The wrapped environment.</summary>
    IEnvironment Inner { get; }

    /// <summary>Returns the environment inside all wrappers.</summary>
    static IEnvironment Unwrap(IEnvironment environment)
    {
        while (environment is IWrapper wrapper)
            environment = wrapper.Inner;
        return environment;
    }
}
