using DeepQ.Environments.MinAtar;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

public sealed class BitObservationsTests
{
    private static readonly BoxSpace Pixels = new([13], 0, 1, ElementType.UInt8);

    [Trait("Category", "Slow")]
    [Fact]
    public void A_million_transitions_of_Seaquest_take_less_than_150_megabytes_and_so_does_their_checkpoint()
    {
        Seaquest game = new();
        ReplayBuffer buffer = new(1_000_000, game.ObservationSpace, streams: 1, maskedActions: 0);
        Xoshiro256 random = new(1);
        float[] state = new float[1_000], next = new float[1_000];
        // An episode of a random policy, again and again: its ends are what comes on top of 141 bytes a transition.
        List<(float[] State, StepResult Result, float[] Next)> steps = [];
        game.Reset(random, state);
        while (steps.Count < 2_000)
        {
            StepResult result = game.Step(random.Next(6), random, next);
            steps.Add(([.. state], result, [.. next]));
            next.CopyTo(state, 0);
            if (result.Terminated || result.Truncated)
                game.Reset(random, state);
        }

        for (int i = 0; i < 1_000_000; i++)
        {
            (float[] from, StepResult result, float[] to) = steps[i % steps.Count];
            buffer.Add(from, i % 6, (float)result.Reward, to, result.Terminated, result.Truncated);
        }

        Assert.Equal(1_000_000, buffer.Count);
        Assert.InRange(buffer.MemorySize, 141_000_000, 150_000_000);

        using CountingStream stream = new();
        using BinaryWriter writer = new(stream);
        buffer.Save(writer);
        Assert.InRange(stream.Length, 142_000_000, 150_000_000);
    }

    [Fact]
    public void A_space_of_zeros_and_ones_is_kept_in_bits_and_any_other_is_not()
    {
        Assert.Equal(2, ObservationLayout.Of(Pixels).BytesPerObservation);
        Assert.Equal(13, ObservationLayout.Of(new BoxSpace([13], 0, 2, ElementType.UInt8)).BytesPerObservation);
        Assert.Equal(52, ObservationLayout.Of(new BoxSpace([13], 0, 1)).BytesPerObservation);
    }

    [Theory]
    [InlineData(0, 2)]
    [InlineData(7, 0.5f)]
    [InlineData(8, -1)]
    [InlineData(12, float.NaN)]
    [InlineData(3, float.PositiveInfinity)]
    public void A_value_that_no_bit_holds_is_refused_and_leaves_the_buffer_whole(int place, float value)
    {
        ReplayBuffer buffer = new(4, Pixels, streams: 1, maskedActions: 0);
        float[] state = [1, 0, 1, 1, 0, 0, 0, 1, 1, 0, 1, 0, 1], next = [0, 1, 1, 0, 0, 1, 0, 0, 1, 1, 1, 1, 0], bad = [.. next];
        buffer.Add(state, 0, 0, next, terminated: false);
        bad[place] = value;
        ArgumentException error = Assert.Throws<ArgumentException>(() => buffer.Add(next, 0, 0, bad, terminated: false));
        Assert.Equal(
            $"Value {place} of an observation is {value}; a space of type UInt8 in [0, 1] allows zeros and ones only, stored as one bit " +
            "each. Observations with other integers need wider bounds, such as [0, 255].",
            error.Message);
        Assert.Equal(1, buffer.Count);
        TransitionBatch batch = new(1, 13);
        buffer.Sample(batch, 0.9f, new Xoshiro256(1));
        Assert.Equal(state, batch.States);
        Assert.Equal(next, batch.NextStates);
    }

    [Fact]
    public void A_saved_buffer_of_other_whole_numbers_is_refused()
    {
        ReplayBuffer bytes = new(4, 13, elementType: ElementType.UInt8);
        bytes.Add(new float[13], 0, 0, [.. Enumerable.Repeat(7f, 13)], terminated: true);
        InvalidDataException error = Assert.Throws<InvalidDataException>(
            () => BufferCopies.Load(BufferCopies.Saved(bytes), new ReplayBuffer(4, Pixels, streams: 1, maskedActions: 0)));
        Assert.Contains("Value 0 of an observation is 7;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_buffer_that_no_memory_can_hold_is_refused_with_the_number_of_bits_that_it_holds()
    {
        ArgumentOutOfRangeException error = Assert.Throws<ArgumentOutOfRangeException>(() => new ReplayBuffer(
            int.MaxValue, new BoxSpace([1_000_000], 0, 1, ElementType.UInt8), streams: 1, maskedActions: 0));
        Assert.Contains(
            "With 1000000 values of a bit per observation, 2147483647 transitions take 268469.8 GB;", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Bits_stand_in_a_file_as_they_do_in_memory()
    {
        using TemporaryFolder folder = new();
        BoxSpace space = new([1_000], 0, 1, ElementType.UInt8);
        ReplayBuffer memory = new(300, space, streams: 1, maskedActions: 0);
        ReplayBuffer mapped = ReplayBuffer.In(folder["rows"], 300, ObservationLayout.Of(space), maskedActions: 0);
        Xoshiro256 random = new(3);
        float[] state = new float[1_000], next = new float[1_000];
        for (int i = 0; i < 500; i++)
        {
            next.CopyTo(state, 0);
            foreach (ref float value in next.AsSpan())
                value = random.Next(2);
            memory.Add(state, 0, i, next, terminated: i % 9 == 0);
            mapped.Add(state, 0, i, next, terminated: i % 9 == 0);
        }

        Assert.Equal(BufferCopies.Saved(memory), BufferCopies.Saved(mapped));
        Assert.InRange(mapped.FileSize, 300 * 141, 2 << 20);
        mapped.Close();
    }

    private sealed class CountingStream : Stream
    {
        private long _length;

        public override bool CanRead => false;

        public override bool CanSeek => false;

        public override bool CanWrite => true;

        public override long Length => _length;

        public override long Position { get => _length; set => throw new NotSupportedException(); }

        public override void Flush()
        {
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => _length += count;

        public override void Write(ReadOnlySpan<byte> buffer) => _length += buffer.Length;
    }
}
