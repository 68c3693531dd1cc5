namespace DeepQ.Environments.Python;

/// <summary>The kinds of messages, as <c>environment_server.py</c> has them: requests from 1, and replies from 1.</summary>
internal static class PythonMessage
{
    /// <summary>The bytes of a header: the length of the body, the kind, and three zeros.</summary>
    public const int HeaderSize = 8;

    public const byte Start = 1;
    public const byte Reset = 2;
    public const byte Step = 3;
    public const byte Close = 4;

    public const byte Description = 1;
    public const byte Results = 2;
    public const byte Failure = 3;
    public const byte Closed = 4;
}
