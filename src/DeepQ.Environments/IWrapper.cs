namespace DeepQ.Environments;

/// <summary>An environment around another one, to those that look for the environment within.</summary>
internal interface IWrapper
{
    /// <summary>The wrapped environment.</summary>
    IEnvironment Inner { get; }

    /// <summary>The environment within all wrappers.</summary>
    static IEnvironment Unwrap(IEnvironment environment)
    {
        while (environment is IWrapper wrapper)
            environment = wrapper.Inner;
        return environment;
    }
}
