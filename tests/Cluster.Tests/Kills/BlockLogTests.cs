using ClusterSample.Kills;

namespace ClusterSample.Tests.Kills;

public sealed class BlockLogTests
{
    [Fact]
    public void Blocks_of_all_silos_are_counted_in_the_order_of_time()
    {
        string[] lines =
        [
            "5 stored shard/before",
            "30 stored shard/b",
            "10 stored shard/a",
            "20 step 40",
            "25 again shard/a",
            "35 step 30",
            "40 stored other/a",
            "41 stor",
        ];

        // One block of 50 is ahead of nothing, and then three of step 40: a learner that goes on tells an older step.
        Assert.Equal(new BlockLog(3, 1, 1, 110, 40), BlockLog.Read(lines, since: 10, blockSize: 50));
        Assert.Equal(2, BlockLog.Read([.. lines, "50 stored shard/b"], since: 10, blockSize: 50).MostTimes);
    }
}
