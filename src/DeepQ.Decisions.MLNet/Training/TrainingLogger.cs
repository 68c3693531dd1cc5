using Microsoft.Extensions.Logging;

namespace DeepQ.Decisions.MLNet.Training;

/// <summary>The log messages of trainings.</summary>
internal static partial class TrainingLogger
{
    [LoggerMessage(1, LogLevel.Information, "{Reason}")]
    public static partial void NothingLearned(ILogger logger, string reason);

    [LoggerMessage(2, LogLevel.Information, "Version {Version}: {Action}. {Reason}")]
    public static partial void Proposed(ILogger logger, string version, string action, string reason);

    [LoggerMessage(3, LogLevel.Warning, "The versions that decide: {Action}. {Reason}")]
    public static partial void Changed(ILogger logger, string action, string reason);

    [LoggerMessage(4, LogLevel.Error, "Learning from the log of decisions failed and will be retried.")]
    public static partial void Failed(ILogger logger, Exception error);

    [LoggerMessage(5, LogLevel.Information, "Trying version {Version}. {Reason}")]
    public static partial void Tried(ILogger logger, string version, string reason);
}
