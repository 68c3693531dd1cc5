using DeepQ.Learning.Networks.Layers;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Scaling;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

public sealed class SparseReplayTests
{
    [Theory]
    [InlineData(1, 64)]
    [InlineData(2, 65)]
    [InlineData(3, 1_000)]
    public void A_sparse_buffer_gives_what_a_dense_one_gives(int seed, int size)
    {
        SparseLog log = new(seed, size);
        (TransitionBatch dense, TransitionBatch sparse) = log.Draw(32, new Xoshiro256(1));
        float[] states = new float[32 * size], successors = new float[32 * size];
        sparse.StateRows.CopyTo(states);
        sparse.NextStateRows.CopyTo(successors);
        Assert.Equal(dense.States, states);
        Assert.Equal(dense.NextStates, successors);
        Assert.Equal(dense.Rewards, sparse.Rewards);
        Assert.Equal(dense.Discounts, sparse.Discounts);

        // A batch that has all values gets them.
        TransitionBatch all = new(32, size);
        sparse.Slots.CopyTo(all.Slots, 0);
        log.Sparse.Read(all, 0.9f, steps: 1);
        Assert.Equal(dense.States, all.States);
        Assert.Equal(dense.NextStates, all.NextStates);
    }

    [Fact]
    public void Successors_are_kept_once_as_in_a_dense_buffer()
    {
        SparseLog log = new(4, 100, rows: 200);
        for (int slot = 0; slot < 200; slot++)
            Assert.Equal(log.Dense.IsFollowed(slot), log.Sparse.IsFollowed(slot));
    }

    [Trait("Category", "Slow")]
    [Fact]
    public void Of_ten_values_among_many_ten_are_kept()
    {
        SparseLog log = new(5, 65_536, rows: 1_000, values: 10);
        // Ten values of eight bytes, a row's 16 bytes and a record's 16, and half of the rows of a block that is begun.
        Assert.InRange(log.Sparse.MemorySize, 0, (1_000 * 140) + (2 * 8 << 16));
        Assert.InRange(log.Dense.MemorySize, 1_000L * 65_536 * 4, long.MaxValue);
    }

    [Fact]
    public void A_buffer_whose_states_are_not_sparse_becomes_dense()
    {
        ReplayBuffer buffer = ReplayBuffer.OfSparse(8, 64);
        float[] full = [.. Enumerable.Range(1, 64).Select(value => (float)value)];
        float[] unit = new float[64];
        unit[3] = 2;
        buffer.AddSparse(full, 1, 0.5f, unit, terminated: false);
        buffer.AddSparse(unit, 0, 0.25f, full, terminated: true);
        buffer.MakeDenseUnlessSparse();
        Assert.False(buffer.IsSparse);
        Assert.Equal(full, buffer.StateAt(0).ToArray());
        Assert.Equal(unit, buffer.SuccessorAt(0).ToArray());
        Assert.Equal(full, buffer.SuccessorAt(1).ToArray());
        buffer.AddSparse(unit, 0, 0, full, terminated: true);
        Assert.Equal(unit, buffer.StateAt(2).ToArray());
    }

    [Fact]
    public void A_sparse_buffer_is_saved_and_loaded()
    {
        SparseLog log = new(6, 80);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        log.Sparse.Save(writer);
        writer.Flush();
        stream.Position = 0;
        ReplayBuffer loaded = log.Sparse.Like(log.Sparse.Capacity);
        loaded.Load(new BinaryReader(stream));
        for (int slot = 0; slot < loaded.Count; slot++)
        {
            Assert.Equal(log.Dense.StateAt(slot).ToArray(), loaded.StateAt(slot).ToArray());
            Assert.Equal(log.Dense.SuccessorAt(slot).ToArray(), loaded.SuccessorAt(slot).ToArray());
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void The_scale_of_a_sparse_table_is_that_of_the_dense_one(int seed)
    {
        SparseLog log = new(seed, 70, rows: 300);
        ObservationScaling dense = TableScaling.Of(log.Dense, out _), sparse = TableScaling.Of(log.Sparse, out _);
        for (int i = 0; i < 70; i++)
        {
            Assert.Equal(dense.Offset[i], sparse.Offset[i], 1e-6f);
            Assert.Equal(dense.Factor[i], sparse.Factor[i], 1e-5f * Math.Max(1, Math.Abs(dense.Factor[i])));
        }
    }
}
