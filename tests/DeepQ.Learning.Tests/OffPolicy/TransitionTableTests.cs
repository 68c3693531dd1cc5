using DeepQ.Learning.OffPolicy;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.OffPolicy;

public sealed class TransitionTableTests
{
    [Fact]
    public void More_rows_and_episodes_than_the_memory_holds_are_refused()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => TransitionTable.RequireRoom(rows: 20_000_000, episodes: 1_000_000, room: 4_100_000_000));
        Assert.Equal(
            "Evaluating a policy on 20000000 transitions of 1000000 episodes takes 4.2 GB; 4.1 GB are available, eight tenths of what is " +
            "free. Use a part of the episodes, with TakeRows or a filter.",
            error.Message);
        TransitionTable.RequireRoom(rows: 20_000_000, episodes: 1_000_000, room: 4_200_000_000);
    }

    [Fact]
    public void Blocks_are_all_rows_in_order_and_some_are_read_by_their_numbers()
    {
        TransitionTable rows = new(ChainLog.Of(200));
        Assert.True(rows.Count > 2 * 256);
        int next = 0;
        foreach ((int first, TransitionBatch batch) in rows.Blocks())
        {
            Assert.Equal(next, first);
            Assert.Equal(Enumerable.Range(first, batch.Size), batch.Slots);
            Assert.Equal(rows.Actions[first..(first + batch.Size)], batch.Actions);
            Assert.Equal(rows.Rewards[first..(first + batch.Size)], batch.Rewards);
            next += batch.Size;
        }

        Assert.Equal(rows.Count, next);
        Assert.Equal([rows.Actions[300], rows.Actions[7]], rows.Read([300, 7]).Actions);
    }
}
