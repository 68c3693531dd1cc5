namespace DeepQ.Environments.Python;

/// <summary>The kinds of failure of an environment in Python.</summary>
public enum PythonFailure
{
    /// <summary>The interpreter cannot be started, is no Python, or is older than Python 3.8.</summary>
    Interpreter,

    /// <summary>A module cannot be imported.</summary>
    Module,

    /// <summary>There is no environment of this name.</summary>
    Environment,

    /// <summary>A space of the environment is not supported.</summary>
    Space,

    /// <summary>The environment raised an exception. The process continues, and <see cref="PythonEnvironment.Reset"/> starts a new episode.</summary>
    Exception,

    /// <summary>
    /// The environment returned values that do not fit its spaces or Gymnasium's interface. The process continues, and
    /// <see cref="PythonEnvironment.Reset"/> starts a new episode.
    /// </summary>
    Result,

    /// <summary>The process ended by itself.</summary>
    Crash,

    /// <summary>The environment took too long, and its process was ended.</summary>
    Timeout,

    /// <summary>The process wrote bytes that are no message, and was ended.</summary>
    Protocol,
}
