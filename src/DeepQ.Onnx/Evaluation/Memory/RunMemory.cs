using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepQ.Onnx.Evaluation.Memory;

/// <summary>The values of one run at a time.</summary>
internal sealed class RunMemory
{
    private readonly byte[] _bytes;
    private readonly string[][] _texts;
    private readonly int _start;

    /// <param name="bytes">The bytes of all values except text.</param>
    /// <param name="texts">The number of elements of each text value.</param>
    public RunMemory(int bytes, IReadOnlyList<int> texts)
    {
        _bytes = GC.AllocateArray<byte>(checked(bytes + MemoryPlan.Line), pinned: true);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0);
        _start = (int)((MemoryPlan.Line - (address % MemoryPlan.Line)) % MemoryPlan.Line);
        _texts = [.. texts.Select(count => new string[count])];
    }

    /// <summary>The memory of computations while a graph is compiled, which only use constants.</summary>
    public static RunMemory None { get; } = new(0, []);

    /// <summary>Returns the elements of a value other than text.</summary>
    public Span<T> Of<T>(Storage value, int states)
        where T : unmanaged => Of<T>(value, states, value.Count);

    /// <summary>Returns the elements, followed by the bytes that a product overwrites.</summary>
    public Span<float> WithRoom(Storage value, int states) =>
        Of<float>(value, states, value.Count + (value.Beyond / sizeof(float)));

    /// <summary>Returns the elements of a text value.</summary>
    public Span<string> Texts(Storage value, int states) =>
        (value.Texts ?? _texts[value.Place]).AsSpan(0, value.Batched ? value.Count * states : value.Count);

    private Span<T> Of<T>(Storage value, int states, int count)
        where T : unmanaged
    {
        int bytes = (value.Batched ? count * states : count) * Unsafe.SizeOf<T>();
        Span<byte> all = value.Bytes is { } constant
            ? constant.AsSpan(0, bytes)
            : _bytes.AsSpan(_start + value.Place, bytes);
        return MemoryMarshal.Cast<byte, T>(all);
    }
}
