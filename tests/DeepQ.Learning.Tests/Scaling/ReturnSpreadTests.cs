using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;

namespace DeepQ.Learning.Tests.Scaling;

public sealed class ReturnSpreadTests
{
    [Fact]
    public void Returns_are_discounted_sums_to_the_end_of_an_episode() =>
        // 4 + 2 / 2 = 5 and 2; then 1.
        Assert.Equal(Deviation(5, 2, 1), ReturnSpread.Of(Log((4, false), (2, true), (1, true)), 0.5), 1e-6);

    [Fact]
    public void The_mean_return_stands_for_what_follows_where_rows_stop()
    {
        // m = (r0 + r1) / 2 + m / 2: with 4 and 0 the mean is 4, and the returns are 4 + 4 / 2 and 0 + 4 / 2.
        ReplayBuffer log = new(2, 1);
        log.Add([0], 0, 4, [9], terminated: false, truncated: true);
        log.Add([1], 0, 0, [9], terminated: false, truncated: true);

        Assert.Equal(2, ReturnSpread.Of(log, 0.5), 1e-6);
    }

    [Fact]
    public void A_log_that_is_cut_into_pieces_of_any_length_has_the_spread_of_the_whole()
    {
        // Every step pays 1 for ever: returns are 10 everywhere, so that rewards are all there is to go by.
        ReplayBuffer log = new(30, 1);
        for (int i = 0; i < 30; i++)
            log.Add([i], 0, 3, [i + 1], terminated: false, truncated: i % 7 == 6);

        Assert.Equal(3, ReturnSpread.Of(log, 0.9), 1e-5);
    }

    [Fact]
    public void It_is_one_where_nothing_is_paid() => Assert.Equal(1, ReturnSpread.Of(Log((0, false), (0, true)), 0.9));

    [Fact]
    public void It_follows_the_unit_of_rewards() => Assert.Equal(
        100 * ReturnSpread.Of(Log((1, false), (5, false), (2, true)), 0.9),
        ReturnSpread.Of(Log((100, false), (500, false), (200, true)), 0.9),
        1e-3);

    [Fact]
    public void Of_a_table_that_is_larger_than_memory_nothing_is_kept_a_row()
    {
        ReplayBuffer log = new(100_000, 1);
        for (int i = 0; i < 100_000; i++)
            log.Add([0], 0, i % 3, [0], terminated: i % 10 == 9);
        ReturnSpread.Of(log, 0.9);

        long before = GC.GetAllocatedBytesForCurrentThread();
        float spread = ReturnSpread.Of(log, 0.9);
        (double least, double greatest) = ReturnRange.Of(log, 0.9)!.Value;
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000);
        // Of 2, 0, 1, 2, ... the best return is 7.13, and as much room again is above it.
        Assert.InRange(spread, 1, 3);
        Assert.Equal(0, least);
        Assert.Equal(14.253, greatest, 1e-3);
    }

    private static ReplayBuffer Log(params (float Reward, bool Terminated)[] steps)
    {
        ReplayBuffer log = new(steps.Length, 1);
        for (int i = 0; i < steps.Length; i++)
            log.Add([i], 0, steps[i].Reward, [i + 1], steps[i].Terminated);
        return log;
    }

    private static double Deviation(params double[] values) =>
        Math.Sqrt(values.Average(value => Math.Pow(value - values.Average(), 2)));
}
