using DeepQ.Learning.Kernels;

namespace DeepQ.Learning.Tests.Kernels;

public sealed class ForkJoinPoolTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(4)]
    public void Each_share_of_each_loop_is_done_once_before_the_loop_returns(int threads)
    {
        using ForkJoinPool pool = new(threads);
        for (int loop = 0; loop < 20_000; loop++)
        {
            int[] done = new int[loop % 9];
            pool.Run(share => Interlocked.Increment(ref done[share]), done.Length);
            Assert.All(done, times => Assert.Equal(1, times));
        }
    }

    [Fact]
    public void A_helper_that_went_to_sleep_works_again()
    {
        using ForkJoinPool pool = new(threads: 2);
        int caller = Environment.CurrentManagedThreadId;
        // Spinning ends after about a tenth of a millisecond; a share that waits for a helper shows that one came.
        for (int loop = 0; loop < 5; loop++)
        {
            Thread.Sleep(5);
            using ManualResetEventSlim came = new();
            pool.Run(
                _ =>
                {
                    if (Environment.CurrentManagedThreadId != caller)
                        came.Set();
                    else
                        came.Wait(TimeSpan.FromSeconds(10));
                },
                shares: 2);
            Assert.True(came.IsSet);
        }
    }

    [Fact]
    public void A_loop_allocates_nothing()
    {
        using ForkJoinPool pool = new(threads: 2);
        int[] counts = new int[8];
        Action<int> work = share => counts[share]++;
        pool.Run(work, counts.Length);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int loop = 0; loop < 1_000; loop++)
            pool.Run(work, counts.Length);
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.All(counts, count => Assert.Equal(1_001, count));
    }
}
