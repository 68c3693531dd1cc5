using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using static DeepQ.Environments.Python.PythonMessage;

namespace DeepQ.Environments.Python;

/// <summary>
/// A Python process with several environments of one kind that have Gymnasium's interface.
/// </summary>
/// <remarks>
/// <para>
/// <see cref="VectorEnvironment"/> steps them with one message, also behind the wrappers of this library. Behind other wrappers
/// they step one at a time, because such a wrapper may change the action. Several processes step at the same time.
/// </para>
/// <para>
/// The interpreter needs numpy, and Gymnasium only for its ids. What the environments print goes to
/// <see cref="PythonEnvironmentOptions.Output"/>. The process ends when this object is disposed or collected, or when the program ends in any
/// way.
/// </para>
/// </remarks>
public sealed class PythonProcess : IDisposable
{
    private const int LongestMessage = 1 << 30;

    private static readonly TimeSpan CloseTimeout = TimeSpan.FromSeconds(5);

    private int _isDisposed;

    /// <summary>Starts a process and creates the environments in it.</summary>
    /// <param name="environment">
    /// An id for <c>gymnasium.make</c>, such as <c>CartPole-v1</c> or <c>ale_py:ALE/Pong-v5</c>, or a file and the class or function
    /// in it that creates an environment, such as <c>corridor.py:Corridor</c>.
    /// </param>
    /// <param name="count">The number of environments.</param>
    /// <param name="options">The interpreter, the arguments and the time-outs; null for the defaults.</param>
    /// <exception cref="ArgumentException">The name or an option is invalid.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="count"/> is not between 1 and 65,536.</exception>
    /// <exception cref="FileNotFoundException">The file does not exist.</exception>
    /// <exception cref="PythonEnvironmentException">
    /// The process or an environment cannot be started, or a space of it is not supported.
    /// </exception>
    public PythonProcess(string environment, int count = 1, PythonEnvironmentOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(environment);
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(count, 1 << 16);
        options ??= new();
        options.Validate();
        KeywordArguments = options.KeywordArguments;
        (string argument, Name) = PythonName.Read(environment, options.WorkingDirectory);
        Connection = PythonConnection.Start(Name, options);
        try
        {
            Description = Describe(argument, count, options);
            if ((long)Description.RowBytes * count > LongestMessage)
            {
                throw new ArgumentOutOfRangeException(
                    nameof(count),
                    count,
                    $"{count} results of {Description.RowBytes} bytes do not fit into a message of {LongestMessage} bytes: start several processes.");
            }

            Batch = new(this, count, options);
            Environments = [.. Enumerable.Range(0, count).Select(i => new PythonEnvironment(this, i))];
        }
        catch
        {
            Connection.End();
            throw;
        }
    }

    /// <summary>The environments. Each is stepped on its own or in a <see cref="VectorEnvironment"/>.</summary>
    public IReadOnlyList<PythonEnvironment> Environments { get; }

    /// <summary>The number that the operating system gives the process.</summary>
    public int ProcessId => Connection.ProcessId;

    /// <summary>The name of the environments.</summary>
    internal string Name { get; }

    /// <summary>The keyword arguments of the environments, as JSON.</summary>
    internal string KeywordArguments { get; }

    /// <summary>The messages to and from the process.</summary>
    internal PythonConnection Connection { get; }

    /// <summary>The spaces of the environments.</summary>
    internal PythonDescription Description { get; }

    /// <summary>The steps and resets of the environments.</summary>
    internal PythonBatch Batch { get; }

    /// <summary>Calls <c>close</c> of the environments, and ends the process and its children.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _isDisposed, 1) != 0)
            return;
        Batch.Close(CloseTimeout);
        Connection.End();
    }

    private PythonDescription Describe(string argument, int count, PythonEnvironmentOptions options)
    {
        JsonObject request = new()
        {
            ["environment"] = argument,
            ["arguments"] = JsonNode.Parse(options.KeywordArguments),
            ["count"] = count,
            ["start_timeout"] = Seconds(options.StartTimeout),
            ["timeout"] = Seconds(options.StepTimeout),
        };
        byte[] json = Encoding.UTF8.GetBytes(request.ToJsonString());
        Connection.Send(Start, [.. new byte[HeaderSize], .. json]);
        byte[] buffer = new byte[1 << 12];
        (byte kind, int length) = Connection.Receive(ref buffer, LongestMessage, options.StartTimeout, "the start");
        ReadOnlySpan<byte> body = buffer.AsSpan(HeaderSize, length);
        try
        {
            return kind switch
            {
                PythonMessage.Description => new(body),
                Failure => throw PythonErrors.Read(Name, body, options.Interpreter),
                _ => throw Connection.Broken($"answered the start with a message of kind {kind}"),
            };
        }
        catch (Exception e) when (e is ArgumentException or FormatException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            throw Connection.Broken($"described the environment in a way that cannot be read ({e.Message})");
        }
    }

    private static JsonValue? Seconds(TimeSpan timeout) => timeout == Timeout.InfiniteTimeSpan ? null : JsonValue.Create(timeout.TotalSeconds);
}
