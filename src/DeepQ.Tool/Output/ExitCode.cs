namespace DeepQ.Tool.Output;

/// <summary>What a command tells a shell.</summary>
internal static class ExitCode
{
    /// <summary>What was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>It failed, or was found to be wrong.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int UsageError = 2;
}
