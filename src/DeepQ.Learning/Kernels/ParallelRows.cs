namespace DeepQ.Learning.Kernels;

/// <summary>Runs loops over rows and lets a pool of threads share those that are long enough.</summary>
/// <param name="pool">The threads.</param>
/// <param name="rowsPerShare">The number of rows that a thread takes at a time.</param>
internal readonly struct ParallelRows(ForkJoinPool pool, int rowsPerShare)
{
    /// <summary>Computes all rows.</summary>
    /// <param name="loop">The body of the loop.</param>
    /// <param name="count">The number of rows.</param>
    /// <param name="isLong">Whether the loop takes longer than a hand-over of shares, some microseconds.</param>
    public void Run<TLoop>(TLoop loop, int count, bool isLong)
        where TLoop : struct, IRowLoop, allows ref struct
    {
        if (AreShared(count, isLong))
            Share(loop, count);
        else
            loop.Run(0, count);
    }

    /// <summary>Returns the same threads with another size of shares.</summary>
    /// <param name="rows">The number of rows that a thread takes at a time.</param>
    public ParallelRows With(int rows) => new(pool, rows);

    /// <summary>Whether threads share a loop.</summary>
    /// <inheritdoc cref="Run"/>
    public bool AreShared(int count, bool isLong) => !pool.IsAlone && isLong && count > rowsPerShare;

    /// <summary>Computes all rows of a shared loop.</summary>
    /// <inheritdoc cref="Run"/>
    public void Share<TLoop>(TLoop loop, int count)
        where TLoop : struct, IRowLoop, allows ref struct => pool.Run(loop, count, rowsPerShare);
}
