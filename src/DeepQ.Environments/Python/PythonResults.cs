using System.Buffers.Binary;
using System.Text.Json;
using static DeepQ.Environments.Python.PythonMessage;

namespace DeepQ.Environments.Python;

/// <summary>The last results of steps or resets, a row for each.</summary>
internal sealed class PythonResults(
    PythonConnection connection, PythonDescription description, string name, PythonEnvironmentOptions options)
{
    private const byte Terminated = 1;
    private const byte Truncated = 2;
    private const byte Failed = 128;
    private const int LongestFailure = 1 << 17;

    private byte[] _buffer = new byte[HeaderSize];
    private int _count;
    private int _length;

    private int Observations => HeaderSize + sizeof(double) * _count;

    private int Masks => Observations + description.ObservationBytes * _count;

    private int Flags => Masks + description.MaskBytes * _count;

    private int Failures => Flags + _count;

    /// <summary>Waits for the results of a request.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="timeout">The longest time to wait.</param>
    /// <param name="call">What Python calls: step() or reset().</param>
    public void Receive(int count, TimeSpan timeout, string call)
    {
        _count = count;
        int rows = description.RowBytes * count;
        int longest = (int)Math.Min(int.MaxValue - HeaderSize, rows + (long)LongestFailure * count);
        (byte kind, _length) = connection.Receive(ref _buffer, longest, timeout, call);
        if (kind != Results || _length < rows)
            throw connection.Broken($"answered {call} with a message of kind {kind} and {_length} bytes instead of {rows}");
    }

    /// <summary>Writes a row to the memory of the caller.</summary>
    /// <exception cref="PythonEnvironmentException">The environment failed.</exception>
    public StepResult Read(int row, int environment, string call, Span<float> observation, Span<bool> mask)
    {
        byte flags = _buffer[Flags + row];
        if ((flags & Failed) != 0)
            throw ReadFailure(row, environment, call);
        description.Decode(_buffer.AsSpan(Observations + (description.ObservationBytes * row), description.ObservationBytes), observation);
        ReadOnlySpan<byte> legal = _buffer.AsSpan(Masks + (description.MaskBytes * row), description.MaskBytes);
        for (int action = 0; action < legal.Length; action++)
            mask[action] = legal[action] != 0;
        double reward = BinaryPrimitives.ReadDoubleLittleEndian(_buffer.AsSpan(HeaderSize + (sizeof(double) * row)));
        return new(reward, (flags & Terminated) != 0, (flags & Truncated) != 0);
    }

    private PythonEnvironmentException ReadFailure(int row, int environment, string call)
    {
        ReadOnlySpan<byte> rest = _buffer.AsSpan(Failures, HeaderSize + _length - Failures);
        int before = _buffer.AsSpan(Flags, row).Count(Failed);
        try
        {
            for (int i = 0; i < before; i++)
                rest = rest[(sizeof(int) + BinaryPrimitives.ReadInt32LittleEndian(rest))..];
            return PythonErrors.Read(
                $"{name}, environment {environment}: {call}",
                rest.Slice(sizeof(int), BinaryPrimitives.ReadInt32LittleEndian(rest)),
                options.Interpreter);
        }
        catch (Exception e) when (e is ArgumentException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return connection.Broken($"described the failure of {call} in bytes that cannot be read");
        }
    }
}
