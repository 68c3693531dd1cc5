using Microsoft.Extensions.Logging;

namespace DeepQ.Decisions.Diagnostics;

/// <summary>The log messages of decisions.</summary>
internal static partial class DecisionLogger
{
    [LoggerMessage(1, LogLevel.Information, "Decisions are made in mode {Mode}, with exploration {Exploration}, canary share {CanaryShare}.")]
    public static partial void Switched(ILogger logger, string mode, string exploration, double canaryShare);

    [LoggerMessage(2, LogLevel.Error, "The policy {Version} failed, and the baseline decides; logged once.")]
    public static partial void PolicyFailed(ILogger logger, string version, Exception error);

    [LoggerMessage(3, LogLevel.Error, "A batch of {Events} events could not be written and is lost.")]
    public static partial void BatchLost(ILogger logger, int events, Exception error);

    [LoggerMessage(4, LogLevel.Warning, "The queue of {Capacity} events is full, and events are dropped; logged once until there is room.")]
    public static partial void QueueFull(ILogger logger, int capacity);

    [LoggerMessage(5, LogLevel.Information, "{Events} events older than {Age} were deleted.")]
    public static partial void Deleted(ILogger logger, long events, TimeSpan age);

    [LoggerMessage(6, LogLevel.Error, "Old events could not be deleted; the deletion will be retried.")]
    public static partial void DeletionFailed(ILogger logger, Exception error);

    [LoggerMessage(7, LogLevel.Information, "The registry changed: the version in use is {InUse}, the candidate is {Candidate}.")]
    public static partial void Followed(ILogger logger, string inUse, string candidate);

    [LoggerMessage(8, LogLevel.Error, "The registry cannot be read, and the policy in use continues; logged once.")]
    public static partial void NotFollowed(ILogger logger, Exception error);
}
