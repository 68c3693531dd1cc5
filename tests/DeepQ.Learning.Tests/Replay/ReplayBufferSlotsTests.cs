using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Replay;

public sealed class ReplayBufferSlotsTests
{
    [Fact]
    public void A_transition_is_followed_by_the_one_that_begins_where_it_ends()
    {
        ReplayBuffer buffer = new(8, 1);
        buffer.Add([1], 0, 0, [2], terminated: false);
        buffer.Add([2], 0, 0, [3], terminated: false);
        buffer.Add([9], 0, 0, [10], terminated: true);
        Assert.Equal([true, false, false], Enumerable.Range(0, 3).Select(buffer.IsFollowed));
    }

    // Four slots for each stream: the second one has dropped two of six, so that its newest are in slots 6, 7, 4 and 5.
    [Fact]
    public void The_newest_of_a_stream_come_from_old_to_new()
    {
        ReplayBuffer buffer = new(8, 1, streams: 2);
        buffer.Add([0], 0, 0, [1], terminated: false, stream: 0);
        for (int i = 0; i < 6; i++)
            buffer.Add([i], 0, 0, [i + 1], terminated: false, stream: 1);
        Assert.Equal([7, 4, 5], buffer.NewestSlots(stream: 1, most: 3));
        Assert.Equal([6, 7, 4, 5], buffer.NewestSlots(stream: 1, most: 9));
        Assert.Equal([0], buffer.NewestSlots(stream: 0, most: 3));

        Assert.Equal([0, 5], Enumerable.Range(0, 8).Where(buffer.IsOpen));
        buffer.CutOff(stream: 1);
        Assert.Equal([0], Enumerable.Range(0, 8).Where(buffer.IsOpen));
        Assert.Equal(5, buffer.PassingCount);
    }

    [Fact]
    public void Each_writing_of_a_slot_counts_and_a_mark_stays_if_it_is_set_twice()
    {
        ReplayBuffer buffer = new(1, 1);
        for (uint version = 1; version <= 5; version++)
        {
            buffer.Add([1], 0, 0, [2], terminated: true);
            Assert.Equal(version, buffer.VersionAt(0));
            Assert.False(buffer.ExploresAt(0));
            buffer.MarkNewestAsExploring();
            buffer.MarkNewestAsExploring();
            Assert.True(buffer.ExploresAt(0));
            Assert.True(buffer.TerminatedAt(0));
        }
    }

    [Fact]
    public void Actions_get_the_numbers_of_the_list()
    {
        ReplayBuffer buffer = new(3, 1);
        foreach (int action in new[] { 0, 2, 1 })
            buffer.Add([1], action, 0, [2], terminated: true);
        buffer.RenumberActions([5, 7, 9]);
        Assert.Equal([5, 9, 7], Enumerable.Range(0, 3).Select(buffer.ActionAt));
    }

    [Fact]
    public void A_buffer_that_grew_goes_on_after_the_newest()
    {
        ReplayBuffer buffer = new(2, 1);
        for (int i = 0; i < 2; i++)
            buffer.Add([i], 0, i, [i + 1], terminated: true);
        buffer.Grow(4);
        for (int i = 2; i < 4; i++)
            buffer.Add([i], 0, i, [i + 1], terminated: true);
        Assert.Equal((4, 4), (buffer.Capacity, buffer.Count));
        Assert.Equal([0, 1, 2, 3], Enumerable.Range(0, 4).Select(slot => (int)buffer.RewardAt(slot)));
    }

    [Fact]
    public void A_buffer_that_dropped_something_or_has_several_streams_cannot_grow()
    {
        ReplayBuffer dropped = new(3, 1);
        for (int i = 0; i < 4; i++)
            dropped.Add([i], 0, i, [i + 1], terminated: true);
        Assert.Equal(
            "Only a buffer of one stream that has kept everything can grow.",
            Assert.Throws<InvalidOperationException>(() => dropped.Grow(8)).Message);
        Assert.Throws<InvalidOperationException>(() => new ReplayBuffer(4, 1, streams: 2).Grow(8));
        Assert.Throws<ArgumentOutOfRangeException>(() => new ReplayBuffer(4, 1).Grow(3));
    }

    [Fact]
    public void A_slot_is_that_of_a_stored_transition()
    {
        ReplayBuffer buffer = new(2, 1);
        for (int i = 0; i < 2; i++)
        {
            Assert.Throws<ArgumentOutOfRangeException>(() => buffer.SlotOf(buffer.Count));
            buffer.Add([i], 0, i, [i + 1], terminated: true);
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.SlotOf(2));
        Assert.Throws<ArgumentOutOfRangeException>(() => buffer.SlotOf(-1));
    }
}
