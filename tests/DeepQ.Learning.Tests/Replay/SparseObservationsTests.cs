using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Replay;

public sealed class SparseObservationsTests
{
    [Fact]
    public void Other_values_and_other_places_are_another_state()
    {
        ReplayBuffer buffer = ReplayBuffer.OfSparse(8, 64);
        buffer.AddSparse(At(0, 1), 0, 0, At(3, 2), terminated: false);
        buffer.AddSparse(At(3, 5), 0, 0, At(4, 5), terminated: false);
        buffer.AddSparse(At(7, 5), 0, 0, At(8, 6), terminated: false);
        buffer.AddSparse(At(8, 6), 0, 0, At(9, 1), terminated: false);
        Assert.Equal([false, false, true, false], Enumerable.Range(0, 4).Select(buffer.IsFollowed));
        Assert.Equal(At(3, 2), buffer.SuccessorAt(0).ToArray());
        Assert.Equal(At(4, 5), buffer.SuccessorAt(1).ToArray());
        Assert.Equal(At(8, 6), buffer.SuccessorAt(2).ToArray());
    }

    [Fact]
    public void A_batch_has_the_masks_and_only_what_was_read_last()
    {
        ReplayBuffer buffer = ReplayBuffer.OfSparse(8, 64, maskedActions: 2);
        buffer.AddSparse(At(0, 1), 0, 0, At(1, 2), false, legal: [true, false], nextLegal: [false, true]);
        buffer.AddSparse(At(1, 2), 1, 0, At(2, 3), true, legal: [false, true]);
        TransitionBatch batch = buffer.NewBatch(1);
        float[] values = new float[64];
        for (int slot = 0; slot < 2; slot++)
        {
            batch.Slots[0] = slot;
            buffer.Read(batch, 0.9f, steps: 1);
            batch.StateRows.CopyTo(values);
            Assert.Equal(At(slot, slot + 1), values);
            batch.NextStateRows.CopyTo(values);
            Assert.Equal(At(slot + 1, slot + 2), values);
            Assert.Equal([slot == 0, slot == 1], batch.ActionMasks);
            Assert.Equal([slot == 1, true], batch.NextActionMasks);
        }
    }

    [Fact]
    public void Rows_of_more_values_than_a_block_come_back()
    {
        SparseObservations store = new(5_000, 4);
        store.Reserve(3);
        float[][] rows = [.. Enumerable.Range(1, 3).Select(row => Enumerable.Range(0, 5_000)
            .Select(place => place % 5 < 2 ? row + place : 0f).ToArray())];
        for (int row = 0; row < 3; row++)
            store.Write(row, rows[row]);
        for (int row = 0; row < 3; row++)
            Assert.Equal(rows[row], store[row].ToArray());
        Assert.Equal(3 * 2_000, store.ValuesOf(3));
    }

    [Fact]
    public void A_buffer_that_became_dense_keeps_next_states_once()
    {
        ReplayBuffer buffer = ReplayBuffer.OfSparse(8, 2);
        buffer.AddSparse(new float[] { 1, 2 }, 0, 0, new float[] { 3, 4 }, terminated: true);
        buffer.MakeDenseUnlessSparse();
        Assert.False(buffer.IsSparse);
        buffer.Add([3, 4], 0, 0, [5, 6], terminated: false);
        buffer.Add([5, 6], 0, 0, [7, 8], terminated: false);
        Assert.Equal([false, true, false], Enumerable.Range(0, 3).Select(buffer.IsFollowed));
    }

    [Fact]
    public void A_row_without_zeros_is_saved_and_loaded()
    {
        SparseObservations saved = new(3, 1), loaded = new(3, 1);
        saved.Reserve(1);
        loaded.Reserve(1);
        saved.Write(0, new float[] { 7, 8, 9 });
        using MemoryStream stream = new();
        saved.Save(0, new BinaryWriter(stream));
        stream.Position = 0;
        loaded.Load(0, new BinaryReader(stream));
        Assert.Equal([7, 8, 9], loaded[0].ToArray());
    }

    [Theory]
    [InlineData(4, 0, "An observation of 3 values has 4 nonzero ones.")]
    [InlineData(-1, 0, "An observation of 3 values has -1 nonzero ones.")]
    [InlineData(1, 3, "An observation of 3 values has one at position 3.")]
    [InlineData(1, -1, "An observation of 3 values has one at position -1.")]
    public void Values_that_an_observation_has_no_place_for_are_refused(int count, int place, string problem)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        writer.Write(count);
        for (int i = 0; i < 4; i++)
            writer.Write(place);
        for (int i = 0; i < 4; i++)
            writer.Write(1f);
        stream.Position = 0;
        SparseObservations store = new(3, 1);
        store.Reserve(1);
        Assert.Equal(problem, Assert.Throws<InvalidDataException>(() => store.Load(0, new BinaryReader(stream))).Message);
    }

    private static float[] At(int place, float value)
    {
        float[] state = new float[64];
        state[place] = value;
        return state;
    }
}
