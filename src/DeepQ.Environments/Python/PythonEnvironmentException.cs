namespace DeepQ.Environments.Python;

/// <summary>Thrown when an environment in Python or its process fails. The message contains the type, the message and the last lines of a traceback.</summary>
public sealed class PythonEnvironmentException : Exception
{
    internal PythonEnvironmentException(PythonFailure failure, string message, Exception? inner = null)
        : base(message, inner) => Failure = failure;

    /// <summary>The kind of failure.</summary>
    public PythonFailure Failure { get; }
}
