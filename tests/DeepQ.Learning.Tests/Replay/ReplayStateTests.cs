using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Replay;

public sealed class ReplayStateTests
{
    [Theory]
    [InlineData(ElementType.Float32, 0, 20)]
    [InlineData(ElementType.Float32, 3, 500)]
    [InlineData(ElementType.UInt8, 3, 500)]
    public void A_loaded_buffer_goes_on_as_the_saved_one_does(
        ElementType elementType, int maskedActions, int transitions)
    {
        ReplayBuffer saved = new(40, 2, streams: 2, elementType, maskedActions);
        Xoshiro256 random = new(3);
        Fill(saved, transitions, random);
        ReplayBuffer loaded = new(40, 2, streams: 2, elementType, maskedActions);
        Fill(loaded, 17, new Xoshiro256(9));
        Copy(saved.Save, loaded.Load);

        Assert.Equal(saved.Count, loaded.Count);
        Xoshiro256 same = Copy(random);
        Fill(saved, 30, random);
        Fill(loaded, 30, same);
        AssertEqual(Sample(saved), Sample(loaded));
    }

    [Fact]
    public void An_episode_that_was_open_in_the_first_slot_goes_on()
    {
        ReplayBuffer saved = new(4, 1), loaded = new(4, 1);
        saved.Add([1], 0, 0, [2], terminated: false);
        Copy(saved.Save, loaded.Load);
        loaded.Add([2], 0, 0, [3], terminated: false);
        Assert.True(loaded.IsFollowed(0));
    }

    [Fact]
    public void A_loaded_sampler_draws_the_batches_that_the_saved_one_draws()
    {
        DqnOptions options = new() { PrioritizedReplay = new PrioritizedReplayOptions(), NStep = 2, BatchSize = 8 };
        ReplayBuffer buffer = new(40, 2);
        Fill(buffer, 60, new Xoshiro256(3));
        ReplaySampler saved = new(buffer, options.ToReplay(), new Xoshiro256(1));
        TransitionBatch batch = new(8, 2);
        for (int i = 0; i < 5; i++)
        {
            saved.Sample(batch, i);
            saved.UpdatePriorities(batch, batch.Rewards);
        }

        ReplaySampler loaded = new(buffer, options.ToReplay(), new Xoshiro256(2));
        Copy(saved.Save, loaded.Load);
        TransitionBatch other = new(8, 2);
        saved.Sample(batch, 6);
        loaded.Sample(other, 6);
        AssertEqual(batch, other);
    }

    [Fact]
    public void A_buffer_of_other_sizes_is_refused()
    {
        ReplayBuffer saved = new(8, 2);
        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => Copy(saved.Save, new ReplayBuffer(8, 3).Load));
        Assert.Contains("with 2 values", error.Message, StringComparison.Ordinal);
        Assert.Contains("with 3 values", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Data_that_end_too_soon_are_refused()
    {
        ReplayBuffer saved = new(8, 2);
        Fill(saved, 8, new Xoshiro256(1));
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        saved.Save(writer);
        stream.SetLength(stream.Length - 1);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        Assert.Throws<EndOfStreamException>(() => new ReplayBuffer(8, 2).Load(reader));
    }

    private static void Fill(ReplayBuffer buffer, int transitions, Xoshiro256 random)
    {
        bool[] legal = buffer.MaskedActions > 0 ? [true, false, true] : [];
        for (int i = 0; i < transitions; i++)
        {
            int end = random.Next(5);
            int state = random.Next(2);
            int next = random.Next(2);
            buffer.Add(
                [state, 5], 0, random.Next(9), [next, 5], end == 0, end == 1, i % buffer.Streams, legal, legal);
            if (random.Next(3) == 0)
                buffer.MarkNewestAsExploring();
        }
    }

    private static void Copy(Action<BinaryWriter> save, Action<BinaryReader> load)
    {
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        save(writer);
        stream.Position = 0;
        using BinaryReader reader = new(stream);
        load(reader);
        Assert.Equal(stream.Length, stream.Position);
    }

    private static Xoshiro256 Copy(Xoshiro256 random)
    {
        byte[] state = new byte[Xoshiro256.StateSize];
        random.SaveState(state);
        return new Xoshiro256(state);
    }

    private static TransitionBatch Sample(ReplayBuffer buffer)
    {
        TransitionBatch batch = new(200, 2, buffer.MaskedActions);
        buffer.Sample(batch, 0.9f, new Xoshiro256(4), steps: 3);
        return batch;
    }

    private static void AssertEqual(TransitionBatch expected, TransitionBatch actual)
    {
        Assert.Equal(expected.States, actual.States);
        Assert.Equal(expected.Actions, actual.Actions);
        Assert.Equal(expected.Rewards, actual.Rewards);
        Assert.Equal(expected.NextStates, actual.NextStates);
        Assert.Equal(expected.Discounts, actual.Discounts);
        Assert.Equal(expected.Weights, actual.Weights);
        Assert.Equal(expected.NextActionMasks, actual.NextActionMasks);
    }
}
