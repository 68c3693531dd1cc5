namespace DeepQ.Learning.Kernels;

/// <summary>The positions of a sparse matrix: for each row the columns in use.</summary>
internal sealed class SparseRows
{
    private readonly int[] _starts;
    private readonly int[] _columns;

    /// <summary>Allocates the positions.</summary>
    /// <param name="rows">The greatest number of rows.</param>
    /// <param name="places">The greatest number of positions.</param>
    public SparseRows(int rows, int places)
    {
        _starts = new int[rows + 1];
        // The last write is a whole vector.
        _columns = new int[checked(places + AlignedBuffer.Line)];
    }

    /// <summary>The start of each row among the positions, followed by their number.</summary>
    public Span<int> Starts => _starts;

    /// <summary>The column of each position.</summary>
    public Span<int> Columns => _columns;

    /// <summary>Copies the positions of a matrix transposed.</summary>
    /// <param name="source">The positions.</param>
    /// <param name="rows">The number of rows of the matrix.</param>
    /// <param name="columns">The number of columns of the matrix.</param>
    public void Transpose(SparseRows source, int rows, int columns)
    {
        Span<int> next = _starts.AsSpan(0, columns + 1);
        next.Clear();
        foreach (int column in source._columns.AsSpan(0, source._starts[rows]))
            next[column]++;
        int start = 0;
        foreach (ref int count in next)
            (count, start) = (start, start + count);

        for (int row = 0; row < rows; row++)
        {
            foreach (int column in source._columns.AsSpan(source._starts[row]..source._starts[row + 1]))
                _columns[next[column]++] = row;
        }

        // Each entry is now the start of the next one.
        next[..^1].CopyTo(next[1..]);
        next[0] = 0;
    }
}
