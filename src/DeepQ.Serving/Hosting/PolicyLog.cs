using Microsoft.Extensions.Logging;

namespace DeepQ.Serving.Hosting;

/// <summary>The log messages of a served policy.</summary>
internal static partial class PolicyLog
{
    [LoggerMessage(1, LogLevel.Information, "Serving the policy {Path}, version {Version}.")]
    public static partial void Loaded(ILogger logger, string path, string version);

    [LoggerMessage(2, LogLevel.Information, "The policy {Path} changed: version {Version} replaces {OldVersion}.")]
    public static partial void Replaced(ILogger logger, string path, string oldVersion, string version);

    [LoggerMessage(3, LogLevel.Error, "The policy {Path} changed and is refused; version {Version} stays in use.")]
    public static partial void Refused(ILogger logger, string path, string version, Exception error);

    [LoggerMessage(4, LogLevel.Warning, "{Message}")]
    public static partial void OnWarning(ILogger logger, string message);

    [LoggerMessage(5, LogLevel.Warning, "The system does not report changes of {Path}; the file is checked every {Interval}.")]
    public static partial void OnlyPolling(ILogger logger, string path, TimeSpan interval, Exception error);

    [LoggerMessage(6, LogLevel.Error, "Checking the policy {Path} failed; the next check tries again.")]
    public static partial void WatchFailed(ILogger logger, string path, Exception error);
}
