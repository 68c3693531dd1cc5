using System.Runtime.InteropServices;

namespace DeepQ.Learning.Kernels;

/// <summary>Memory that starts at a cache line, never moves, and is zero at first.</summary>
internal sealed class AlignedBuffer
{
    /// <summary>The number of values of a cache line, and of the widest vector.</summary>
    public const int Line = 16;

    private const int Apart = 32;

    private readonly float[] _values;
    private readonly int _start;
    private readonly int _length;

    public AlignedBuffer(int length)
    {
        _length = length;
        _values = GC.AllocateArray<float>(checked(length + Line), pinned: true);
        HugePages.Ask(_values);
        nint address = Marshal.UnsafeAddrOfPinnedArrayElement(_values, 0);
        int beyond = (int)(address / sizeof(float) % Line);
        _start = (Line - beyond) % Line;
    }

    public Span<float> Span => _values.AsSpan(_start, _length);

    /// <summary>
    /// Returns the distance between rows: a multiple of a line, but not of <see cref="Apart"/> lines, so that the rows
    /// do not compete for the same few places of the nearest cache.
    /// </summary>
    public static int Stride(int length) => Padded(length) is var padded && padded > 0 && padded % (Apart * Line) == 0
        ? checked(padded + Line)
        : padded;

    /// <summary>Returns the least multiple of a line that fits a number of values.</summary>
    public static int Padded(int length) => checked(length + Line - 1) / Line * Line;
}
