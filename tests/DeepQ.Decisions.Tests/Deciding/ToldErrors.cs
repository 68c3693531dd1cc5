using Microsoft.Extensions.Logging;

namespace DeepQ.Decisions.Tests.Deciding;

/// <summary>Keeps what an application is told, with the error.</summary>
internal sealed class ToldErrors : ILogger
{
    public List<(string Message, Exception? Error)> All { get; } = [];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
        All.Add((formatter(state, exception), exception));
}
