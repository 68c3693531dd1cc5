using DeepQ.Learning.Kernels;
using DeepQ.Tests;

namespace DeepQ.Learning.Tests.Kernels;

public sealed class ForkJoinPoolTests
{
    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    [InlineData(2, 4)]
    [InlineData(4, 1)]
    [InlineData(4, 3)]
    public void Each_row_of_each_loop_is_computed_once_before_the_loop_returns(int threads, int rowsPerShare)
    {
        using ForkJoinPool pool = new(threads);
        for (int loop = 0; loop < 20_000; loop++)
        {
            int[] done = new int[loop % 9];
            pool.Run(new Count(done), done.Length, rowsPerShare);
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void A_helper_that_went_to_sleep_works_again()
    {
        using ForkJoinPool pool = new(threads: 2);
        // Spinning ends after about a tenth of a millisecond; a share that waits for a helper shows that one came.
        for (int loop = 0; loop < 5; loop++)
        {
            Thread.Sleep(5);
            using ManualResetEventSlim came = new();
            pool.Run(new WaitForHelper(Environment.CurrentManagedThreadId, came), count: 2, rowsPerShare: 1);
            Assert.True(came.IsSet);
        }
    }

    // What a loop reads stays where it is while garbage is collected and other threads compute.
    [Fact]
    public void A_loop_reads_arrays_that_are_moved_meanwhile()
    {
        using ForkJoinPool pool = new(threads: 3);
        for (int loop = 0; loop < 200; loop++)
        {
            int[] done = new int[50];
            pool.Run(new CountAndCollect(done), done.Length, rowsPerShare: 5);
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    // A share that throws, on whichever thread, ends the loop for its caller once no thread reads it any more; the next one runs.
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void What_a_share_throws_reaches_the_caller(bool onHelper)
    {
        using ForkJoinPool pool = new(threads: 2);
        using ManualResetEventSlim came = new();
        Throw loop = new(Environment.CurrentManagedThreadId, onHelper, came);
        InvalidOperationException error = Assert.Throws<InvalidOperationException>(() => pool.Run(loop, count: 2, rowsPerShare: 1));
        Assert.Equal("a share", error.Message);
        int[] done = new int[5];
        pool.Run(new Count(done), done.Length, rowsPerShare: 1);
        Assert.All(done, times => Assert.Equal(1, times));
    }

    [Fact]
    public void A_loop_allocates_nothing()
    {
        using ForkJoinPool pool = new(threads: 2);
        int[] counts = new int[8];
        pool.Run(new Count(counts), counts.Length, rowsPerShare: 1);
        int loops = 1;
        Assert.Equal(0, Allocation.Least(() =>
        {
            for (int loop = 0; loop < 1_000; loop++, loops++)
                pool.Run(new Count(counts), counts.Length, rowsPerShare: 1);
        }));
        Assert.All(counts, count => Assert.Equal(loops, count));
    }

    [Theory]
    [InlineData(1, true, 9, 1)]
    [InlineData(2, false, 9, 1)]
    [InlineData(2, true, 4, 1)]
    [InlineData(2, true, 9, 3)]
    public void Only_long_loops_of_several_shares_are_shared(int threads, bool isLong, int rows, int runs)
    {
        using ForkJoinPool pool = new(threads);
        int[] calls = new int[1], done = new int[rows];
        new ParallelRows(pool, rowsPerShare: 4).Run(new Count(done, calls), rows, isLong);
        Assert.Equal(runs, calls[0]);
        Assert.All(done, times => Assert.Equal(1, times));
    }

    private readonly ref struct Count(Span<int> done, Span<int> calls = default) : IRowLoop
    {
        private readonly Span<int> _done = done;
        private readonly Span<int> _calls = calls;

        public void Run(int row, int rows)
        {
            foreach (ref int times in _done.Slice(row, rows))
                Interlocked.Increment(ref times);
            if (!_calls.IsEmpty)
                Interlocked.Increment(ref _calls[0]);
        }
    }

    private readonly ref struct CountAndCollect(Span<int> done) : IRowLoop
    {
        private readonly Span<int> _done = done;

        public void Run(int row, int rows)
        {
            if (row == 0)
                GC.Collect(0, GCCollectionMode.Forced, blocking: true, compacting: true);
            foreach (ref int times in _done.Slice(row, rows))
                Interlocked.Increment(ref times);
        }
    }

    /// <summary>Throws on the caller's thread or on another one; the caller waits until that one came.</summary>
    private readonly struct Throw(int caller, bool onHelper, ManualResetEventSlim came) : IRowLoop
    {
        public void Run(int row, int rows)
        {
            bool isHelper = Environment.CurrentManagedThreadId != caller;
            if (isHelper)
                came.Set();
            else
                came.Wait(TimeSpan.FromSeconds(30));
            if (isHelper == onHelper)
                throw new InvalidOperationException("a share");
        }
    }

    private readonly struct WaitForHelper(int caller, ManualResetEventSlim came) : IRowLoop
    {
        public void Run(int row, int rows)
        {
            if (Environment.CurrentManagedThreadId != caller)
                came.Set();
            else
                came.Wait(TimeSpan.FromSeconds(10));
        }
    }
}
