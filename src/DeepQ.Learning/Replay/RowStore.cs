using System.Numerics;
using System.Runtime.InteropServices;

namespace DeepQ.Learning;

/// <summary>
/// Rows of equal length in blocks of memory, so that rows can be added without a copy of those that are there, and all
/// of them together may hold more values than one array can.
/// </summary>
/// <typeparam name="T">The type of a value.</typeparam>
internal sealed class RowStore<T>
    where T : unmanaged
{
    private const int BlockValues = 1 << 16;

    // So many are copied in the time that a call takes.
    private const int FewValues = 8;

    private readonly int _rowSize;
    private readonly int _shift;
    private readonly List<T[]> _blocks = [];

    /// <summary>Makes a store without rows, in blocks that suit the number of rows to come.</summary>
    public RowStore(int rowSize, int capacity)
    {
        _rowSize = rowSize;
        int blockRows = Math.Clamp(BlockValues / rowSize, 1, Math.Max(1, capacity));
        _shift = BitOperations.Log2((uint)blockRows);
    }

    public long MemorySize => (long)_blocks.Count * Marshal.SizeOf<T>() * BlockLength;

    public Span<T> this[int row] =>
        _blocks[row >> _shift].AsSpan((row & ((1 << _shift) - 1)) * _rowSize, _rowSize);

    /// <summary>Copies a row.</summary>
    public void Read(int row, Span<T> target)
    {
        Span<T> values = this[row];
        if (values.Length > FewValues)
        {
            values.CopyTo(target);
            return;
        }

        for (int i = 0; i < values.Length; i++)
            target[i] = values[i];
    }

    /// <summary>Tells the processor that a row will be read soon.</summary>
    public void Prefetch(int row) => Learning.Prefetch.Line(ref this[row][0]);

    private int BlockLength => _rowSize << _shift;

    /// <summary>Makes room for as many rows in all; new ones hold zeros.</summary>
    public void Reserve(int rows)
    {
        while ((long)_blocks.Count << _shift < rows)
            _blocks.Add(new T[BlockLength]);
    }
}
