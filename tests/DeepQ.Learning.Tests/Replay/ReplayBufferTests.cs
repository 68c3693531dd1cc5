using System.Globalization;
using System.Text.RegularExpressions;
using DeepQ.Learning.Replay;
using DeepQ.Tests;

namespace DeepQ.Learning.Tests.Replay;

public sealed class ReplayBufferTests
{
    [Fact]
    public void A_transition_comes_back_as_it_was_added()
    {
        ReplayBuffer buffer = new(4, 2);
        buffer.Add([1, 2], 1, 0.5f, [3, 4], terminated: false);
        TransitionBatch batch = Sample(buffer, 1);
        Assert.Equal([1, 2], batch.States);
        Assert.Equal([1], batch.Actions);
        Assert.Equal([0.5f], batch.Rewards);
        Assert.Equal([3, 4], batch.NextStates);
        Assert.Equal([0.9f], batch.Discounts);
    }

    [Fact]
    public void A_terminal_successor_counts_nothing_and_a_truncated_one_counts_in_full()
    {
        ReplayBuffer buffer = new(4, 1);
        buffer.Add([1], 0, 0, [2], terminated: true);
        buffer.Add([5], 1, 0, [6], terminated: false, truncated: true);
        TransitionBatch batch = Sample(buffer, 64);
        for (int i = 0; i < 64; i++)
            Assert.Equal(batch.Actions[i] == 0 ? 0 : 0.9f, batch.Discounts[i]);
        Assert.Contains(0, batch.Actions);
        Assert.Contains(1, batch.Actions);
    }

    [Fact]
    public void The_successor_at_the_end_of_an_episode_is_not_the_next_start()
    {
        ReplayBuffer buffer = new(8, 1);
        buffer.Add([1], 0, 0, [2], terminated: false);
        buffer.Add([2], 1, 0, [3], terminated: false, truncated: true);
        buffer.Add([100], 2, 0, [101], terminated: false);
        AssertSuccessors(buffer, (1, 2), (2, 3), (100, 101));
    }

    [Fact]
    public void Transitions_that_do_not_follow_each_other_keep_their_own_successors()
    {
        ReplayBuffer buffer = new(8, 1);
        buffer.Add([1], 0, 0, [2], terminated: false);
        buffer.Add([7], 0, 0, [8], terminated: false);
        buffer.Add([20], 0, 0, [21], terminated: false);
        AssertSuccessors(buffer, (1, 2), (7, 8), (20, 21));
    }

    [Fact]
    public void The_oldest_transitions_make_room_and_the_rest_stay_whole()
    {
        ReplayBuffer buffer = new(3, 1);
        for (int i = 0; i < 8; i++)
            buffer.Add([i], i, i, [i + 1], terminated: i == 5);
        Assert.Equal(3, buffer.Count);
        AssertSuccessors(buffer, (5, 6), (6, 7), (7, 8));
    }

    [Fact]
    public void A_buffer_of_one_transition_holds_the_latest()
    {
        ReplayBuffer buffer = new(1, 1);
        buffer.Add([1], 0, 0, [2], terminated: false);
        buffer.Add([2], 0, 0, [3], terminated: false);
        AssertSuccessors(buffer, (2, 3));
    }

    [Fact]
    public void Streams_do_not_mix()
    {
        ReplayBuffer buffer = new(8, 1, streams: 2);
        for (int i = 0; i < 10; i++)
        {
            buffer.Add([i], 0, 0, [i + 1], terminated: false, stream: 0);
            buffer.Add([100 + i], 0, 0, [101 + i], terminated: i == 8, stream: 1);
        }

        AssertSuccessors(buffer, (6, 7), (7, 8), (8, 9), (9, 10), (106, 107), (107, 108), (108, 109), (109, 110));
    }

    [Fact]
    public void Long_random_use_keeps_every_successor()
    {
        ReplayBuffer buffer = new(37, 1, streams: 3);
        Xoshiro256 random = new(5);
        float[] states = [0, 1000, 2000];
        for (int i = 0; i < 3_000; i++)
        {
            int stream = random.Next(3);
            bool ends = random.Next(4) == 0;
            // A successor is always one more than its state, so that each can be checked on its own.
            buffer.Add([states[stream]], 0, 0, [states[stream] + 1], ends && i % 2 == 0, ends && i % 2 == 1, stream);
            states[stream] += ends ? 10 : 1;
        }

        TransitionBatch batch = Sample(buffer, 2_000);
        for (int i = 0; i < batch.Size; i++)
            Assert.Equal(batch.States[i] + 1, batch.NextStates[i]);
        Assert.Equal(36, batch.States.Distinct().Count());
    }

    [Fact]
    public void Every_transition_is_as_likely()
    {
        ReplayBuffer buffer = new(10, 1, streams: 2);
        for (int i = 0; i < 3; i++)
            buffer.Add([i], i, 0, [i + 1], terminated: false, stream: 0);
        buffer.Add([50], 3, 0, [51], terminated: false, stream: 1);

        TransitionBatch batch = Sample(buffer, 40_000);
        // Six standard deviations of a binomial with p = 1/4 are 520.
        for (int action = 0; action < 4; action++)
            Assert.InRange(batch.Actions.Count(a => a == action), 9_480, 10_520);
    }

    [Fact]
    public void A_million_transitions_of_CartPole_take_less_than_40_megabytes()
    {
        ReplayBuffer buffer = new(1_000_000, 4);
        Xoshiro256 random = new(1);
        float[] state = new float[4];
        float[] next = new float[4];
        for (int i = 0; i < 1_000_000; i++)
        {
            next[i % 4] = random.NextSingle();
            buffer.Add(state, 0, 1, next, terminated: i % 100 == 99);
            next.CopyTo(state, 0);
        }

        Assert.Equal(1_000_000, buffer.Count);
        Assert.InRange(buffer.MemorySize, 29_000_000, 40_000_000);
    }

    [Fact]
    public void An_empty_buffer_gives_no_batch()
    {
        InvalidOperationException error =
            Assert.Throws<InvalidOperationException>(() => Sample(new ReplayBuffer(4, 1), 1));
        Assert.Contains("empty", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_observation_of_the_wrong_length_is_refused()
    {
        ReplayBuffer buffer = new(4, 2);
        ArgumentException error = Assert.Throws<ArgumentException>(() => buffer.Add([1], 0, 0, [1, 2], false));
        Assert.Contains("of this buffer has 2 values, not 1.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_buffer_that_no_memory_can_hold_is_refused_with_the_limit()
    {
        ArgumentOutOfRangeException error =
            Assert.Throws<ArgumentOutOfRangeException>(() => new ReplayBuffer(int.MaxValue, 84 * 84));
        Assert.Contains("take 60644.9 GB", error.Message, StringComparison.Ordinal);
        // A transition takes 16 + 4 · 84 · 84 bytes.
        Match limit = Regex.Match(error.Message, @"the (\d+\.\d) GB of memory fit at most (\d+) transitions\.");
        double available = double.Parse(limit.Groups[1].Value, CultureInfo.InvariantCulture) * 1e9;
        Assert.Equal(available, double.Parse(limit.Groups[2].Value, CultureInfo.InvariantCulture) * 28_240, 1e8);
    }

    [Theory]
    [InlineData(ElementType.Float32)]
    [InlineData(ElementType.UInt8)]
    public void The_memory_reported_is_the_memory_allocated_and_does_not_grow(ElementType elementType)
    {
        const int Capacity = 5_000;
        long before = GC.GetAllocatedBytesForCurrentThread();
        ReplayBuffer buffer = new(Capacity, 100, elementType: elementType, maskedActions: 3);
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.InRange(buffer.MemorySize, 0.98 * allocated, allocated);

        float[] observation = new float[100];
        Fill(2 * Capacity);
        long full = buffer.MemorySize;
        Fill(10 * Capacity);
        Assert.Equal(full, buffer.MemorySize);

        // An episode of ten steps keeps one observation of its own: a tenth more rows, rounded up to a block of 64 Ki
        // values.
        Assert.InRange(full, allocated, (1.1 * allocated) + (65_536 * 5));

        void Fill(int transitions)
        {
            bool[] legal = [true, true, false];
            for (int i = 0; i < transitions; i++)
                buffer.Add(observation, 0, 0, observation, terminated: i % 10 == 9, legal: legal, nextLegal: legal);
        }
    }

    [Fact]
    public void Adding_and_drawing_allocate_nothing_once_the_buffer_is_full()
    {
        ReplayBuffer buffer = new(100, 3, maskedActions: 2);
        TransitionBatch batch = new(16, 3, maskedActions: 2);
        Xoshiro256 random = new(1);
        Use();
        Assert.Equal(0, Allocation.Least(Use));

        void Use()
        {
            for (int i = 0; i < 1_000; i++)
            {
                buffer.Add([i, 0, 0], 0, 0, [i + 1, 0, 0], i % 7 == 0, i % 5 == 0, 0, [true, false], [true, true]);
                buffer.Sample(batch, 0.9f, random, steps: 3);
            }
        }
    }

    [Fact]
    public void Bytes_come_back_as_they_were_added()
    {
        ReplayBuffer buffer = new(4, 3, elementType: ElementType.UInt8);
        buffer.Add([0, 1, 255], 0, 0, [2, 128, 3], terminated: false);
        buffer.Add([2, 128, 3], 0, 0, [7, 8, 9], terminated: false);
        TransitionBatch batch = Sample(buffer, 32);
        int first = Array.IndexOf(batch.States, 255) / 3;
        Assert.Equal([0, 1, 255], batch.States[(3 * first)..(3 * first + 3)]);
        Assert.Equal([2, 128, 3], batch.NextStates[(3 * first)..(3 * first + 3)]);
    }

    [Theory]
    [InlineData(31)]
    [InlineData(64)]
    [InlineData(777)]
    public void Bytes_of_any_number_come_back_as_they_were_added(int size)
    {
        Xoshiro256 random = new((ulong)size);
        float[] state = [.. Enumerable.Range(0, size).Select(_ => random.Next(256))];
        float[] next = [.. Enumerable.Range(0, size).Select(i => 255 - (i % 256))];
        ReplayBuffer buffer = new(4, size, elementType: ElementType.UInt8);
        buffer.Add(state, 0, 0, next, terminated: false);
        TransitionBatch batch = Sample(buffer, 1);
        Assert.Equal(state, batch.States);
        Assert.Equal(next, batch.NextStates);

        foreach (int position in new[] { 0, size / 2, size - 1 })
        {
            float[] bad = [.. state];
            bad[position] = 7.25f;
            ArgumentException error = Assert.Throws<ArgumentException>(() => buffer.Add(bad, 0, 0, next, false));
            Assert.Contains($"Value {position} of an observation is 7.25", error.Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(0.5f)]
    [InlineData(-1)]
    [InlineData(256)]
    [InlineData(float.NaN)]
    public void A_value_that_no_byte_holds_is_refused_and_leaves_the_buffer_whole(float value)
    {
        ReplayBuffer buffer = new(4, 2, elementType: ElementType.UInt8);
        buffer.Add([1, 2], 0, 0, [3, 4], terminated: false);
        ArgumentException error = Assert.Throws<ArgumentException>(() => buffer.Add([3, 4], 0, 0, [5, value], false));
        Assert.Contains($"Value 1 of an observation is {value}", error.Message, StringComparison.Ordinal);
        Assert.Equal(1, buffer.Count);
        Assert.Equal([3, 4], Sample(buffer, 1).NextStates);
    }

    private static TransitionBatch Sample(ReplayBuffer buffer, int size)
    {
        TransitionBatch batch = new(size, buffer.ObservationSize);
        buffer.Sample(batch, 0.9f, new Xoshiro256(1));
        return batch;
    }

    private static void AssertSuccessors(ReplayBuffer buffer, params (float State, float Next)[] expected)
    {
        TransitionBatch batch = Sample(buffer, 1_000);
        Assert.Equal(expected, batch.States.Zip(batch.NextStates).Distinct().Order());
    }
}
