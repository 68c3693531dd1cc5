using System.Text.Json;
using System.Text.Json.Nodes;

namespace DeepQ.Environments.Python;

/// <summary>The options of an environment in Python.</summary>
public sealed record PythonEnvironmentOptions
{
    private static readonly TimeSpan LongestTimeout = TimeSpan.FromDays(24);

    /// <summary>
    /// The interpreter: Python 3.8 or later with numpy, and with Gymnasium if the environment is one of its ids. A path, such as
    /// that of a virtual environment, or a name on the PATH.
    /// </summary>
    /// <value>The default is <c>python</c> on Windows and <c>python3</c> elsewhere.</value>
    public string Interpreter { get; init; } = OperatingSystem.IsWindows() ? "python" : "python3";

    /// <summary>The keyword arguments of <c>gymnasium.make</c>, or of the class or function in a file, as a JSON object.</summary>
    /// <value>The default is <c>{}</c>.</value>
    public string KeywordArguments { get; init; } = "{}";

    /// <summary>The folder that the process starts in. Modules in it can be imported.</summary>
    /// <value>The default is null, the current folder.</value>
    public string? WorkingDirectory { get; init; }

    /// <summary>The longest time from the start of the process to the description of the environments, imports included.</summary>
    /// <value>The default is two minutes. <see cref="Timeout.InfiniteTimeSpan"/> waits forever.</value>
    public TimeSpan StartTimeout { get; init; } = TimeSpan.FromMinutes(2);

    /// <summary>The longest time for the steps of one call, or for a reset. A process that takes longer is ended, with its children.</summary>
    /// <value>The default is one minute. <see cref="Timeout.InfiniteTimeSpan"/> waits forever.</value>
    public TimeSpan StepTimeout { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Receives the lines that Python prints, on a thread of its own; lines of more than 1,000 characters in parts. It is locked for each
    /// line, so that several processes may share it. The last lines are in the message of a crash in any case.
    /// </summary>
    /// <value>The default is null: they are not shown.</value>
    public TextWriter? Output { get; init; }

    /// <summary>The clock of the time-outs.</summary>
    /// <value>The default is the system's clock.</value>
    public TimeProvider TimeProvider { get; init; } = TimeProvider.System;

    /// <summary>Refuses values that cannot work, before a process is started.</summary>
    /// <exception cref="ArgumentException">An option is invalid; the message names it.</exception>
    internal void Validate()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(Interpreter);
        ArgumentNullException.ThrowIfNull(TimeProvider);
        RequireTimeout(StartTimeout, nameof(StartTimeout));
        RequireTimeout(StepTimeout, nameof(StepTimeout));
        if (WorkingDirectory is not null && !Directory.Exists(WorkingDirectory))
            throw new ArgumentException($"{nameof(WorkingDirectory)} is '{WorkingDirectory}'; there is no such folder.");
        try
        {
            using JsonDocument arguments = JsonDocument.Parse(KeywordArguments);
            if (arguments.RootElement.ValueKind != JsonValueKind.Object)
                throw new ArgumentException($"{nameof(KeywordArguments)} must be a JSON object such as {{\"size\": 4}}, not {KeywordArguments}.");
            JsonNode.Parse(KeywordArguments)!.ToJsonString();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"{nameof(KeywordArguments)} is not JSON: {e.Message}", e);
        }
    }

    private static void RequireTimeout(TimeSpan timeout, string name)
    {
        if (timeout != Timeout.InfiniteTimeSpan && (timeout <= TimeSpan.Zero || timeout > LongestTimeout))
        {
            throw new ArgumentOutOfRangeException(
                name, timeout, $"{name} must be positive and at most {LongestTimeout.Days} days, or Timeout.InfiniteTimeSpan.");
        }
    }
}
