using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

public sealed class MappedReplayTests
{
    [Theory]
    [InlineData(ElementType.Float32, 0)]
    [InlineData(ElementType.Float32, 70)]
    [InlineData(ElementType.UInt8, 3)]
    public void A_buffer_in_a_file_holds_what_one_in_memory_holds(ElementType elementType, int maskedActions)
    {
        using TemporaryFolder folder = new();
        ReplayBuffer memory = new(300, 5, elementType: elementType, maskedActions: maskedActions);
        ReplayBuffer mapped = ReplayBuffer.In(folder["rows"], 300, new ObservationLayout(5, elementType), maskedActions);
        Fill(memory);
        Fill(mapped);
        Assert.Equal(Bytes(memory), Bytes(mapped));

        memory.Grow(1_000);
        mapped.Grow(1_000);
        Fill(memory);
        Fill(mapped);
        Assert.Equal(600, mapped.Count);
        Assert.Equal(Bytes(memory), Bytes(mapped));

        // What is in a file is no memory, but for the numbers of free rows.
        Assert.InRange(mapped.MemorySize, 0, 5_000);
        Assert.True(mapped.FileSize >= 600 * ReplayBuffer.BytesPerTransition(elementType == ElementType.UInt8 ? 1 : 5, maskedActions));
        mapped.Close();
        Assert.Equal(0, mapped.Count);
        Assert.Empty(Directory.EnumerateFileSystemEntries(folder["rows"]));
    }

    [Fact]
    public void A_buffer_like_another_stands_in_a_file_of_its_own_where_that_one_does()
    {
        using TemporaryFolder folder = new();
        ReplayBuffer mapped = ReplayBuffer.In(folder["rows"], 10, new ObservationLayout(2), maskedActions: 0);
        ReplayBuffer like = mapped.Like(20);
        mapped.Close();
        like.Add([1, 2], 0, 3, [4, 5], terminated: false);
        Assert.Equal((20, 3f, folder["rows"]), (like.Capacity, like.RewardAt(0), like.Folder));
        like.Close();
        Assert.Null(new ReplayBuffer(10, 2).Like(20).Folder);
    }

    [Fact]
    public void So_do_sparse_states_also_where_they_turn_out_to_be_dense()
    {
        using TemporaryFolder folder = new();
        ReplayBuffer memory = ReplayBuffer.In(null, 300, new ObservationLayout(5), maskedActions: 3, isSparse: true);
        ReplayBuffer mapped = ReplayBuffer.In(folder["rows"], 300, new ObservationLayout(5), maskedActions: 3, isSparse: true);
        Fill(memory);
        Fill(mapped);
        Assert.True(mapped.IsSparse);
        Assert.Equal(Bytes(memory), Bytes(mapped));
        Assert.InRange(mapped.MemorySize, 0, 5_000);

        memory.MakeDenseUnlessSparse();
        mapped.MakeDenseUnlessSparse();
        Assert.False(mapped.IsSparse);
        Assert.Equal(Bytes(memory), Bytes(mapped));
        Assert.InRange(mapped.MemorySize, 0, 5_000);
        mapped.Close();
    }

    private static void Fill(ReplayBuffer buffer)
    {
        Xoshiro256 random = new(3);
        float[] state = new float[buffer.ObservationSize];
        float[] next = new float[state.Length];
        bool[] legal = new bool[buffer.MaskedActions];
        for (int i = 0; i < 300; i++)
        {
            next.CopyTo(state, 0);
            foreach (ref float value in next.AsSpan())
                value = random.Next(256);
            foreach (ref bool flag in legal.AsSpan())
                flag = random.Next(2) == 0;
            if (legal.Length > 0)
                legal[0] = true;
            buffer.Add(state, 0, i, next, terminated: i % 9 == 0, truncated: i % 7 == 0, legal: legal, nextLegal: legal);
        }
    }

    private static byte[] Bytes(ReplayBuffer buffer)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        buffer.Save(writer);
        return stream.ToArray();
    }
}
