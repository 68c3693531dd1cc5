using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;
using DeepQ.Tests;

namespace DeepQ.Learning.Tests.Replay;

/// <summary>However observations are packed, what is drawn is what a buffer of whole bytes gives.</summary>
public sealed class PackedReplayTests
{
    /// <summary>The values of a frame, the frames of an observation, and the greatest value.</summary>
    public static TheoryData<int, int, int> Observations => new()
    {
        { 1, 1, 1 },
        { 7, 1, 1 },
        { 64, 1, 1 },
        { 1_000, 1, 1 },
        { 36, 4, 255 },
        { 100, 2, 255 },
        { 300, 4, 1 },
        { 1_001, 3, 1 },
    };

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(Observations))]
    public void Every_draw_is_that_of_whole_bytes(int frameSize, int frames, int greatest)
    {
        foreach ((int capacity, int streams, int masked) in new[] { (1, 1, 0), (5, 1, 0), (37, 3, 0), (64, 2, 3), (300, 4, 70) })
        {
            Pair pair = new(frameSize, frames, greatest, capacity, streams, masked, seed: 5);
            for (int round = 0; round < 40; round++)
            {
                pair.Add(round * 3);
                pair.AssertEqual();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Observations))]
    public void Draws_by_priority_are_those_of_whole_bytes(int frameSize, int frames, int greatest)
    {
        Pair pair = new(frameSize, frames, greatest, capacity: 40, streams: 1, masked: 2, seed: 6);
        DqnOptions options = new() { PrioritizedReplay = new PrioritizedReplayOptions(), NStep = 3, BatchSize = 16 };
        ReplaySampler[] samplers =
            [.. new[] { pair.Packed, pair.Whole }.Select(b => new ReplaySampler(b, options.ToReplay(), new Xoshiro256(1)))];
        TransitionBatch one = pair.Whole.NewBatch(16), two = pair.Whole.NewBatch(16);
        for (int step = 0; step < 300; step++)
        {
            pair.Add(1);
            foreach (ReplaySampler sampler in samplers)
                sampler.OnAdded();
            samplers[0].Sample(one, step);
            samplers[1].Sample(two, step);
            BufferCopies.AssertEqual(two, one);
            Assert.Equal(two.Weights, one.Weights);
            samplers[0].UpdatePriorities(one, one.Rewards);
            samplers[1].UpdatePriorities(two, two.Rewards);
        }
    }

    [Theory]
    [MemberData(nameof(Observations))]
    public void A_loaded_buffer_goes_on_as_the_saved_one_does(int frameSize, int frames, int greatest)
    {
        foreach (int transitions in new[] { 0, 20, 400 })
        {
            Pair pair = new(frameSize, frames, greatest, capacity: 60, streams: 2, masked: 3, seed: 7);
            pair.Add(transitions);
            // One that held other transitions before is none the worse for it.
            Pair other = new(frameSize, frames, greatest, capacity: 60, streams: 2, masked: 3, seed: 8);
            other.Add(33);
            byte[] saved = BufferCopies.Saved(pair.Packed);
            BufferCopies.Load(saved, other.Packed);
            Assert.Equal(saved, BufferCopies.Saved(other.Packed));

            Pair resumed = pair.With(other.Packed);
            for (int round = 0; round < 10; round++)
            {
                resumed.Add(15);
                resumed.AssertEqual();
            }
        }
    }

    [Theory]
    [MemberData(nameof(Observations))]
    public void A_buffer_that_was_saved_in_whole_bytes_is_taken_over(int frameSize, int frames, int greatest)
    {
        foreach (int transitions in new[] { 0, 20, 400 })
        {
            Pair pair = new(frameSize, frames, greatest, capacity: 60, streams: 2, masked: 3, seed: 9);
            pair.Add(transitions);
            ReplayBuffer loaded = new(60, pair.Space, streams: 2, maskedActions: 3);
            BufferCopies.Load(BufferCopies.Saved(pair.Whole), loaded);
            Pair resumed = pair.With(loaded);
            resumed.AssertEqual();
            for (int round = 0; round < 10; round++)
            {
                resumed.Add(15);
                resumed.AssertEqual();
            }
        }
    }

    [Trait("Category", "Slow")]
    [Theory]
    [MemberData(nameof(Observations))]
    public void Adding_and_drawing_allocate_nothing_once_the_buffer_is_full(int frameSize, int frames, int greatest)
    {
        Pair pair = new(frameSize, frames, greatest, capacity: 100, streams: 2, masked: 2, seed: 10);
        TransitionBatch batch = pair.Packed.NewBatch(16);
        Xoshiro256 random = new(1);
        Use(3_000);
        long held = pair.Packed.MemorySize;
        Assert.Equal(0, Allocation.Least(() => Use(500)));
        Assert.Equal(held, pair.Packed.MemorySize);

        void Use(int steps)
        {
            for (int step = 0; step < steps; step++)
            {
                pair.Add(1);
                pair.Packed.Sample(batch, 0.9f, random, steps: 3);
            }
        }
    }

    /// <summary>The same transitions in a buffer that packs them and in one that does not.</summary>
    private sealed class Pair
    {
        private readonly int _frameSize;
        private readonly int _greatest;
        private readonly Xoshiro256 _random;
        private readonly float[][] _states;
        private readonly float[] _next;
        private readonly bool[] _legal;
        private int _added;

        public Pair(int frameSize, int frames, int greatest, int capacity, int streams, int masked, ulong seed)
        {
            (_frameSize, _greatest, _random) = (frameSize, greatest, new Xoshiro256(seed));
            Space = new BoxSpace([frames * frameSize], 0, greatest, ElementType.UInt8) { StackedFrames = frames };
            Packed = new ReplayBuffer(capacity, Space, streams, masked);
            Whole = new ReplayBuffer(capacity, Space.Size, streams, ElementType.UInt8, masked);
            _states = [.. Enumerable.Range(0, streams).Select(_ => new float[Space.Size])];
            _next = new float[Space.Size];
            _legal = new bool[masked];
            _legal.AsSpan().Fill(true);
        }

        private Pair(Pair other, ReplayBuffer packed)
        {
            (_frameSize, _greatest, _random, _added) = (other._frameSize, other._greatest, other._random, other._added);
            (_states, _next, _legal) = (other._states, other._next, other._legal);
            (Space, Packed, Whole) = (other.Space, packed, other.Whole);
        }

        public BoxSpace Space { get; }

        public ReplayBuffer Packed { get; }

        public ReplayBuffer Whole { get; }

        public Pair With(ReplayBuffer packed) => new(this, packed);

        public void Add(int transitions)
        {
            for (int i = 0; i < transitions; i++)
            {
                int stream = _random.Next(_states.Length);
                float[] state = _states[stream];
                // Now and then an observation that is none of what came before, whatever the environment promised.
                if (_random.Next(20) == 0)
                    Draw(state);
                state.AsSpan(_frameSize).CopyTo(_next);
                Draw(_next.AsSpan(^_frameSize..));
                if (_random.Next(20) == 0)
                    Draw(_next);
                if (_legal.Length > 1)
                    _legal[1] = _random.Next(2) == 0;

                int end = _random.Next(8);
                (bool terminated, bool truncated) = (end == 0, end == 1);
                foreach (ReplayBuffer buffer in (ReadOnlySpan<ReplayBuffer>)[Packed, Whole])
                    buffer.Add(state, 0, _added, _next, terminated, truncated, stream, _legal, _legal);
                _added = (_added + 1) % 1_000;
                if (terminated || truncated)
                    Start(state);
                else
                    _next.CopyTo(state, 0);
            }
        }

        public void AssertEqual()
        {
            Assert.Equal(Whole.Count, Packed.Count);
            if (Whole.Count == 0)
                return;
            TransitionBatch one = Whole.NewBatch(Whole.Count), two = Whole.NewBatch(Whole.Count);
            for (int steps = 1; steps <= 5; steps += 2)
            {
                for (int i = 0; i < Whole.Count; i++)
                    one.Slots[i] = two.Slots[i] = Whole.SlotOf(i);
                Whole.Read(one, 0.9f, steps);
                Packed.Read(two, 0.9f, steps);
                BufferCopies.AssertEqual(one, two);
            }
        }

        private void Start(float[] state)
        {
            Draw(state.AsSpan(0, _frameSize));
            for (int i = _frameSize; i < state.Length; i += _frameSize)
                state.AsSpan(0, _frameSize).CopyTo(state.AsSpan(i));
        }

        private void Draw(Span<float> values)
        {
            foreach (ref float value in values)
                value = _random.Next(_greatest + 1);
        }
    }
}
