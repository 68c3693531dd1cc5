using System.Buffers.Binary;
using System.ComponentModel;
using System.Diagnostics;
using static DeepQ.Environments.Python.PythonMessage;

namespace DeepQ.Environments.Python;

/// <summary>A Python process and the messages to and from it: one reply for each request.</summary>
/// <remarks>Not thread-safe, but <see cref="End"/> may be called at any time; a reply that is waited for then fails.</remarks>
internal sealed partial class PythonConnection
{
    private readonly string _name;
    private readonly Process _process;
    private readonly Stream _requests;
    private readonly Stream _replies;
    private readonly PythonOutput _output;
    private readonly ITimer _watchdog;
    private TimeSpan _limit;
    private PythonEnvironmentException? _failure;
    private bool _isGreeted;
    private volatile bool _timedOut;
    private volatile bool _ended;

    private PythonConnection(string name, Process process, PythonEnvironmentOptions options)
    {
        (_name, _process, ProcessId) = (name, process, process.Id);
        (_requests, _replies) = (process.StandardInput.BaseStream, process.StandardOutput.BaseStream);
        _output = new PythonOutput(process.StandardError.BaseStream, options.Output);
        _watchdog = options.TimeProvider.CreateTimer(
            state => ((PythonConnection)state!).OnTimeout(), this, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The number of the process.</summary>
    public int ProcessId { get; }

    /// <summary>Writes a header in front of the body of a request, and sends both.</summary>
    /// <param name="kind">The kind of the request.</param>
    /// <param name="message">Room for the header, then the body.</param>
    public void Send(byte kind, Span<byte> message)
    {
        ThrowIfOver();
        BinaryPrimitives.WriteInt32LittleEndian(message, message.Length - HeaderSize);
        BinaryPrimitives.WriteInt32LittleEndian(message[4..], kind);
        Write(message);
    }

    /// <summary>Waits for the reply to the last request.</summary>
    /// <param name="buffer">Receives the header and the body; it is replaced by a longer one where it is too short.</param>
    /// <param name="longest">The greatest length of the body; a longer one is no reply.</param>
    /// <param name="timeout">The longest time to wait.</param>
    /// <param name="during">What is waited for, such as "a step".</param>
    /// <returns>The kind and the length of the body.</returns>
    public (byte Kind, int Length) Receive(ref byte[] buffer, int longest, TimeSpan timeout, string during)
    {
        ThrowIfOver();
        _limit = timeout;
        _watchdog.Change(timeout, Timeout.InfiniteTimeSpan);
        int read = ReadAtLeast(buffer, 0, HeaderSize, during);
        int length = BinaryPrimitives.ReadInt32LittleEndian(buffer);
        byte kind = buffer[4];
        if (length < 0 || length > longest || kind is < Description or > Closed)
            throw Broken($"wrote a message of kind {kind} with {(uint)length} bytes, and a reply has at most {longest}");
        if (buffer.Length < HeaderSize + length)
            Array.Resize(ref buffer, HeaderSize + length);
        if (read < HeaderSize + length)
            read += ReadAtLeast(buffer, read, HeaderSize + length - read, during);
        if (read != HeaderSize + length)
            throw Broken("wrote more than one reply");
        _watchdog.Change(Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        return (kind, length);
    }

    /// <summary>Ends the process because of what it wrote, and returns what to throw.</summary>
    /// <param name="what">What it did.</param>
    public PythonEnvironmentException Broken(string what)
    {
        Kill();
        return Fail(PythonFailure.Protocol, $"{_name}: the process {what}, so it was ended.{Printed()}");
    }

    /// <summary>Ends the process, with its children.</summary>
    public void End()
    {
        _ended = true;
        Kill();
        _process.WaitForExit(TimeSpan.FromSeconds(5));
        _watchdog.Dispose();
        _requests.Dispose();
        _replies.Dispose();
        _process.Dispose();
    }

    private void OnTimeout()
    {
        _timedOut = true;
        Kill();
    }

    private void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It has ended already.
        }
    }

    private void Write(ReadOnlySpan<byte> bytes)
    {
        try
        {
            _requests.Write(bytes);
            _requests.Flush();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw Gone("a request", e);
        }
    }

    private int ReadAtLeast(byte[] buffer, int start, int count, string during)
    {
        try
        {
            return _replies.ReadAtLeast(buffer.AsSpan(start), count);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            throw Gone(during, e);
        }
    }
}
