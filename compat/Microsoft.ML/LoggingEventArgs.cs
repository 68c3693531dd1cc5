using Microsoft.ML.Runtime;

namespace Microsoft.ML;

/// <summary>A message for <see cref="MLContext.Log"/>.</summary>
public class LoggingEventArgs : EventArgs
{
    public LoggingEventArgs(string message)
        : this(message, ChannelMessageKind.Trace, string.Empty)
    {
    }

    public LoggingEventArgs(string message, ChannelMessageKind kind, string source)
    {
        RawMessage = message;
        Kind = kind;
        Source = source;
        Message = string.IsNullOrEmpty(source) ? message : $"[Source={source}, Kind={kind}] {message}";
    }

    /// <summary>The text with source and kind before it.</summary>
    public string Message { get; }

    public string RawMessage { get; }

    public ChannelMessageKind Kind { get; }

    public string Source { get; }
}
