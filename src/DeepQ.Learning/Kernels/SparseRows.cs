namespace DeepQ.Learning.Kernels;

/// <summary>The places of a sparse matrix: for each row the columns that count.</summary>
internal sealed class SparseRows
{
    private readonly int[] _starts;
    private readonly int[] _columns;

    /// <summary>Makes room.</summary>
    /// <param name="rows">The greatest number of rows.</param>
    /// <param name="places">The greatest number of places.</param>
    public SparseRows(int rows, int places)
    {
        _starts = new int[rows + 1];
        // Whole vectors are written at the end.
        _columns = new int[checked(places + AlignedBuffer.Line)];
    }

    /// <summary>Where each row begins among the places, and after the last row their number.</summary>
    public Span<int> Starts => _starts;

    /// <summary>The column of each place.</summary>
    public Span<int> Columns => _columns;

    /// <summary>Takes over the places of a matrix with its columns as rows.</summary>
    /// <param name="source">The places.</param>
    /// <param name="rows">The number of rows there.</param>
    /// <param name="columns">The number of columns there.</param>
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

        // Each now stands where the next one begins.
        next[..^1].CopyTo(next[1..]);
        next[0] = 0;
    }
}
