using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Replay;

public sealed class ReplayArgumentsTests
{
    [Theory]
    [InlineData(0, 1, 1, 0, "capacity")]
    [InlineData(4, 0, 1, 0, "observationSize")]
    [InlineData(4, 1, 0, 0, "streams")]
    [InlineData(4, 1, 5, 0, "streams")]
    [InlineData(4, 1, 1, -1, "maskedActions")]
    public void A_buffer_of_nothing_is_refused(int capacity, int size, int streams, int maskedActions, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(
            () => new ReplayBuffer(capacity, size, streams, maskedActions: maskedActions)).ParamName);

    [Fact]
    public void A_space_is_needed() =>
        Assert.Throws<ArgumentNullException>(() => new ReplayBuffer(4, null!, streams: 1, maskedActions: 0));

    [Theory]
    [InlineData(0, 1, 0, "size")]
    [InlineData(1, 0, 0, "observationSize")]
    [InlineData(1, 1, -1, "maskedActions")]
    public void A_batch_of_nothing_is_refused(int size, int observationSize, int maskedActions, string name) =>
        Assert.Equal(name, Assert.Throws<ArgumentOutOfRangeException>(
            () => new TransitionBatch(size, observationSize, maskedActions)).ParamName);

    // 2³² values, which an int would count as none.
    [Fact]
    public void A_batch_of_more_values_than_an_array_has_is_refused()
    {
        Assert.Throws<OverflowException>(() => new TransitionBatch(1 << 16, 1 << 16));
        Assert.Throws<OverflowException>(() => new TransitionBatch(1 << 16, 1, maskedActions: 1 << 16));
        Assert.Throws<OverflowException>(() => new TransitionBatch(new TransitionBatch(1 << 16, 1), 1 << 16));
    }

    [Fact]
    public void A_batch_of_the_same_transitions_has_masks_of_its_own()
    {
        TransitionBatch source = new(3, 2, maskedActions: 5), same = new(source, actions: 4);
        Assert.Same(source.States, same.States);
        Assert.Same(source.Weights, same.Weights);
        Assert.Equal((12, 12), (same.ActionMasks.Length, same.NextActionMasks.Length));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(2)]
    public void A_stream_that_is_not_there_is_refused(int stream)
    {
        ReplayBuffer buffer = new(4, 1, streams: 2);
        Assert.Equal("stream", Assert.Throws<ArgumentOutOfRangeException>(
            () => buffer.Add([1], 0, 0, [2], terminated: false, stream: stream)).ParamName);
        Assert.Equal(0, buffer.Count);
    }

    [Fact]
    public void A_batch_and_a_generator_are_needed_and_the_batch_has_the_size_of_an_observation()
    {
        ReplayBuffer buffer = new(4, 2);
        buffer.Add([1, 2], 0, 0, [3, 4], terminated: false);
        Assert.Throws<ArgumentNullException>(() => buffer.Sample(new TransitionBatch(1, 2), 0.9f, null!));
        Assert.Throws<ArgumentNullException>(() => buffer.Sample(null!, 0.9f, new Xoshiro256(1)));
        Assert.StartsWith("An observation of this buffer has 2 values, not 3.", Assert.Throws<ArgumentException>(
            () => buffer.Sample(new TransitionBatch(1, 3), 0.9f, new Xoshiro256(1))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_action_beyond_the_mask_is_not_legal()
    {
        ReplayBuffer buffer = new(4, 1, maskedActions: 2);
        Assert.StartsWith("Action 2 is not legal in the state (7).", Assert.Throws<ArgumentException>(
            () => buffer.Add([7], 2, 0, [8], true, legal: [true, true])).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(8, "(1, 2, 3, 4, 5, 6, 7, 8)")]
    [InlineData(9, "(1, 2, 3, 4, 5, 6, 7, 8, …)")]
    public void Of_a_long_state_the_first_values_are_shown(int size, string text)
    {
        ReplayBuffer buffer = new(4, size, maskedActions: 2);
        float[] state = [.. Enumerable.Range(1, size).Select(value => (float)value)];
        Assert.StartsWith($"Action 1 is not legal in the state {text}.", Assert.Throws<ArgumentException>(
            () => buffer.Add(state, 1, 0, state, true, legal: [true, false])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_tree_has_from_one_to_half_a_billion_values()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new SumTree(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new SumTree((1 << 29) + 1));
    }
}
