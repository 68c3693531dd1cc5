namespace DeepQ.Learning.Kernels;

/// <summary>A loop over rows that a pool of threads shares where it is long enough.</summary>
internal sealed class ParallelRows
{
    private readonly ForkJoinPool _pool;
    private readonly Action<int, int> _rows;
    private readonly Action<int> _share;
    private readonly int _rowsPerShare;
    private int _count;

    /// <summary>Makes a loop that can be run again and again.</summary>
    /// <param name="pool">The threads.</param>
    /// <param name="rowsPerShare">The number of rows that a thread takes at a time.</param>
    /// <param name="rows">Does as many rows as the second argument says, from the first one on.</param>
    public ParallelRows(ForkJoinPool pool, int rowsPerShare, Action<int, int> rows)
    {
        _pool = pool;
        _rowsPerShare = rowsPerShare;
        _rows = rows;
        _share = share =>
        {
            int first = share * _rowsPerShare;
            _rows(first, Math.Min(_rowsPerShare, _count - first));
        };
    }

    /// <summary>Does all rows.</summary>
    /// <param name="count">The number of rows.</param>
    /// <param name="isLong">Whether it takes longer than handing shares over, some microseconds.</param>
    public void Run(int count, bool isLong)
    {
        if (_pool.IsAlone || !isLong || count <= _rowsPerShare)
        {
            _rows(0, count);
            return;
        }

        _count = count;
        _pool.Run(_share, (count + _rowsPerShare - 1) / _rowsPerShare);
    }
}
