using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Replay;

public sealed class ActionMaskTests
{
    [Fact]
    public void The_masks_of_both_ends_of_a_transition_come_back()
    {
        ReplayBuffer buffer = new(4, 1, maskedActions: 3);
        buffer.Add([1], 0, 0, [2], false, legal: [true, false, true], nextLegal: [false, true, false]);
        buffer.Add([2], 1, 0, [3], false, legal: [false, true, false], nextLegal: [true, true, false]);
        TransitionBatch batch = new(32, 1, maskedActions: 3);
        buffer.Sample(batch, 0.9f, new Xoshiro256(1));
        for (int i = 0; i < batch.Size; i++)
        {
            bool first = batch.States[i] == 1;
            Range row = (3 * i)..(3 * i + 3);
            Assert.Equal(first ? [true, false, true] : [false, true, false], batch.ActionMasks[row]);
            Assert.Equal(first ? [false, true, false] : [true, true, false], batch.NextActionMasks[row]);
        }

        Assert.Equal(2, batch.States.Distinct().Count());
    }

    [Fact]
    public void A_state_that_comes_with_another_mask_than_as_a_successor_does_not_stand_for_it()
    {
        ReplayBuffer buffer = new(4, 1, maskedActions: 2);
        buffer.Add([1], 0, 0, [2], false, legal: [true, true], nextLegal: [true, false]);
        buffer.Add([2], 1, 0, [3], true, legal: [true, true]);
        TransitionBatch batch = new(32, 1, maskedActions: 2);
        buffer.Sample(batch, 0.9f, new Xoshiro256(1));
        int first = Array.IndexOf(batch.States, 1);
        Assert.Equal([true, false], batch.NextActionMasks[(2 * first)..(2 * first + 2)]);
    }

    [Fact]
    public void Nothing_is_illegal_in_a_terminal_successor()
    {
        ReplayBuffer buffer = new(4, 1, maskedActions: 2);
        buffer.Add([1], 0, 0, [2], terminated: true, legal: [true, false], nextLegal: [false, false]);
        TransitionBatch batch = new(1, 1, maskedActions: 2);
        buffer.Sample(batch, 0.9f, new Xoshiro256(1));
        Assert.Equal([true, true], batch.NextActionMasks);
        Assert.Equal([0], batch.Discounts);
    }

    [Fact]
    public void A_mask_of_more_actions_than_a_word_has_bits_comes_back()
    {
        const int Actions = 130;
        Xoshiro256 random = new(4);
        bool[] legal = [.. Enumerable.Range(0, Actions).Select(_ => random.Next(2) == 0)];
        bool[] nextLegal = [.. legal.Select(value => !value)];
        ReplayBuffer buffer = new(4, 1, maskedActions: Actions);
        buffer.Add([1], Array.IndexOf(legal, true), 0, [2], false, legal: legal, nextLegal: nextLegal);
        TransitionBatch batch = new(1, 1, Actions);
        buffer.Sample(batch, 0.9f, new Xoshiro256(1));
        Assert.Equal(legal, batch.ActionMasks);
        Assert.Equal(nextLegal, batch.NextActionMasks);
    }

    [Fact]
    public void A_state_without_a_legal_action_is_refused_by_its_values()
    {
        ReplayBuffer buffer = new(4, 2, maskedActions: 2);
        ArgumentException error = Assert.Throws<ArgumentException>(() => buffer.Add(
            [1, 2], 0, 0, [3, 4.5f], terminated: false, legal: [true, true], nextLegal: [false, false]));
        Assert.Contains("The state (3, 4.5) has no legal action", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, buffer.Count);
    }

    [Fact]
    public void An_illegal_action_is_refused_by_its_state()
    {
        ReplayBuffer buffer = new(4, 1, maskedActions: 2);
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => buffer.Add([7], 1, 0, [8], true, legal: [true, false]));
        Assert.StartsWith("Action 1 is not legal in the state (7).", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_mask_where_there_are_none_is_refused()
    {
        ReplayBuffer buffer = new(4, 1);
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => buffer.Add([7], 1, 0, [8], true, legal: [true, false]));
        Assert.Contains("A mask of this buffer has 0 values, not 2.", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_batch_without_masks_cannot_be_filled_from_a_buffer_with_them()
    {
        ReplayBuffer buffer = new(4, 1, maskedActions: 2);
        buffer.Add([7], 0, 0, [8], true, legal: [true, false]);
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => buffer.Sample(new TransitionBatch(1, 1), 0.9f, new Xoshiro256(1)));
        Assert.Contains("A mask of this buffer has 2 values, not 0.", error.Message, StringComparison.Ordinal);
    }
}
