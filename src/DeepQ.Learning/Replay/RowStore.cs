using System.Numerics;
using System.Runtime.CompilerServices;

namespace DeepQ.Learning.Replay;

/// <summary>
/// Rows of equal length in blocks of memory, so that rows can be added without copying the existing ones, and all rows
/// together may have more values than one array can.
/// </summary>
/// <typeparam name="T">The type of a value.</typeparam>
internal sealed unsafe class RowStore<T>
    where T : unmanaged
{
    private const int BlockValues = 1 << 16;

    // This many values are copied in the time of a call.
    private const int FewValues = 8;

    private readonly int _rowSize;
    private readonly int _shift;
    private readonly MappedFile? _file;
    private readonly List<nint> _blocks = [];
    private readonly List<T[]> _arrays = [];

    /// <summary>Creates an empty store with blocks suited to the expected number of rows.</summary>
    /// <param name="rowSize">The number of values of a row.</param>
    /// <param name="capacity">The expected number of rows.</param>
    /// <param name="file">The file of the rows, which must stay open; null for memory.</param>
    public RowStore(int rowSize, int capacity, MappedFile? file = null)
    {
        _rowSize = rowSize;
        _file = file;
        int blockRows = Math.Clamp(BlockValues / rowSize, 1, Math.Max(1, capacity));
        _shift = BitOperations.Log2((uint)blockRows);
    }

    /// <summary>The memory of the store, in bytes, without what is in a file.</summary>
    public long MemorySize => (long)_arrays.Count * sizeof(T) * BlockLength;

    public Span<T> this[int row] => new(Address(row), _rowSize);

    /// <summary>Returns the first value of a row.</summary>
    public ref T First(int row) => ref *Address(row);

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

    /// <summary>Prefetches a row that will be read soon.</summary>
    public void Prefetch(int row) => Kernels.Prefetch.Line(ref First(row));

    private int BlockLength => _rowSize << _shift;

    /// <summary>Reserves room for a total number of rows; new ones are zero.</summary>
    public void Reserve(int rows)
    {
        while ((long)_blocks.Count << _shift < rows)
            _blocks.Add(_file?.Take((long)BlockLength * sizeof(T)) ?? NewArray());
    }

    private nint NewArray()
    {
        T[] block = GC.AllocateArray<T>(BlockLength, pinned: true);
        _arrays.Add(block);
        return (nint)Unsafe.AsPointer(ref block[0]);
    }

    private T* Address(int row) => (T*)_blocks[row >> _shift] + ((long)(row & ((1 << _shift) - 1)) * _rowSize);
}
