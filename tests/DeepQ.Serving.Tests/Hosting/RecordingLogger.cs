using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace DeepQ.Serving.Tests.Hosting;

/// <summary>Keeps what is logged, and tells when something is.</summary>
internal sealed class RecordingLogger<T> : ILogger<T>
{
    private readonly ConcurrentQueue<(LogLevel Level, string Text)> _entries = new();

    public event Action<string>? Logged;

    public IReadOnlyList<(LogLevel Level, string Text)> Entries => [.. _entries];

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        string text = $"{formatter(state, exception)} {exception?.Message}".Trim();
        _entries.Enqueue((logLevel, text));
        Logged?.Invoke(text);
    }
}
