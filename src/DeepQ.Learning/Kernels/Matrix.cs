using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace DeepQ.Learning.Kernels;

/// <summary>A view of values as a matrix. The caller guarantees the bounds; kernels do not check them again.</summary>
internal readonly ref struct Matrix
{
    private readonly ref float _first;

    /// <summary>Creates a matrix of consecutive rows.</summary>
    /// <param name="values">The memory, from the first value on.</param>
    /// <param name="rows">The number of rows.</param>
    /// <param name="columns">The number of columns.</param>
    /// <param name="stride">The distance between two rows.</param>
    public Matrix(Span<float> values, int rows, int columns, int stride)
        : this(ref MemoryMarshal.GetReference(values), rows, columns, stride, 1)
    {
        if (columns > stride || values.Length < ((long)(rows - 1) * stride) + columns)
        {
            throw new ArgumentException(
                $"{values.Length} values are too few for a {rows} × {columns} matrix with a stride of {stride}.");
        }
    }

    private Matrix(ref float first, int rows, int columns, nint rowStride, nint columnStride)
    {
        _first = ref first;
        Rows = rows;
        Columns = columns;
        RowStride = rowStride;
        ColumnStride = columnStride;
    }

    public int Rows { get; }

    public int Columns { get; }

    /// <summary>The distance between two rows.</summary>
    public nint RowStride { get; }

    /// <summary>The distance between two columns.</summary>
    public nint ColumnStride { get; }

    /// <summary>Whether there is no memory behind it.</summary>
    public bool IsNone => Unsafe.IsNullRef(ref _first);

    /// <summary>The same values with rows and columns exchanged.</summary>
    public Matrix Transposed => new(ref _first, Columns, Rows, ColumnStride, RowStride);

    /// <summary>Returns some of its rows.</summary>
    public Matrix Slice(int row, int rows) =>
        IsNone ? this : new(ref At(row, 0), rows, Columns, RowStride, ColumnStride);

    /// <summary>Returns some of its columns.</summary>
    public Matrix SliceColumns(int column, int columns) =>
        IsNone ? this : new(ref At(0, column), Rows, columns, RowStride, ColumnStride);

    /// <summary>Splits a row into several consecutive rows.</summary>
    /// <param name="row">The row.</param>
    /// <param name="rows">The number of rows that it becomes.</param>
    /// <param name="columns">The number of columns of each.</param>
    /// <param name="stride">The distance between two of them.</param>
    public Matrix Split(int row, int rows, int columns, int stride) => new(ref At(row, 0), rows, columns, stride, 1);

    /// <summary>Returns a row whose values are contiguous.</summary>
    public Span<float> Row(int row) => MemoryMarshal.CreateSpan(ref At(row, 0), Columns);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public ref float At(nint row, nint column) =>
        ref Unsafe.Add(ref _first, (row * RowStride) + (column * ColumnStride));
}
