using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

public sealed class ReplayBufferMemoryTests
{
    // 16 bytes of a record, 4 bytes a value, and 8 bytes for each 64 actions of a mask.
    [Fact]
    public void A_transition_takes_its_record_its_state_and_its_mask()
    {
        Assert.Equal(16 + (5 * 4) + 16, ReplayBuffer.BytesPerTransition(5, 70));
        Assert.Equal((5 * 4) + 16, ReplayBuffer.BytesPerState(5, 70));
        Assert.Equal(16 + (5 * 4), ReplayBuffer.BytesPerTransition(5, 0));
    }

    // Two episodes of two steps have two next states of their own: 16 + 8 bytes each, and 8 more for every other one.
    [Fact]
    public void More_transitions_take_as_much_each_as_those_that_are_stored()
    {
        ReplayBuffer buffer = new(8, 2);
        Assert.Equal(0, buffer.MemorySizeOf(10));
        for (int i = 0; i < 4; i++)
            buffer.Add([i, 0], 0, 0, [i + 1, 0], terminated: i % 2 == 1);
        Assert.Equal(10 * (24 + 4), buffer.MemorySizeOf(10));
    }

    // Four values in two states and six in their next states: 5 values of 8 bytes a transition, two rows of 16 and a record of 16.
    [Fact]
    public void Of_sparse_states_the_average_number_of_values_counts()
    {
        ReplayBuffer buffer = ReplayBuffer.OfSparse(8, 64);
        buffer.AddSparse(First(3), 0, 0, First(5), terminated: true);
        buffer.AddSparse(First(1), 0, 0, First(1), terminated: true);
        Assert.Equal(10 * (16 + (2 * 16) + (5 * 8)), buffer.MemorySizeOf(10));
    }

    [Fact]
    public void A_quarter_of_the_values_is_sparse_and_one_more_is_not()
    {
        ReplayBuffer buffer = ReplayBuffer.OfSparse(8, 64);
        buffer.AddSparse(First(16), 0, 0, First(64), terminated: true);
        buffer.AddSparse(First(16), 0, 0, First(64), terminated: true);
        buffer.MakeDenseUnlessSparse();
        Assert.True(buffer.IsSparse);
        buffer.AddSparse(First(17), 0, 0, First(64), terminated: true);
        buffer.MakeDenseUnlessSparse();
        Assert.False(buffer.IsSparse);
    }

    // 100,000 rows of 2³⁰ floats are 429 terabytes; without zeros they are only 3.2 megabytes.
    [Fact]
    public void A_file_that_no_disk_has_room_for_is_refused_unless_its_rows_are_sparse()
    {
        using TemporaryFolder folder = new();
        ObservationLayout layout = new(1 << 30);
        IOException error = Assert.Throws<IOException>(() => ReplayBuffer.In(folder["rows"], 100_000, layout, maskedActions: 0));
        Assert.Contains("needs 429496731.2 MB more, but ", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["rows"]));
        ReplayBuffer sparse = ReplayBuffer.In(folder["rows"], 100_000, layout, maskedActions: 0, isSparse: true);
        sparse.Close();
    }

    private static float[] First(int values) => [.. Enumerable.Range(1, 64).Select(place => place <= values ? 1f : 0)];
}
