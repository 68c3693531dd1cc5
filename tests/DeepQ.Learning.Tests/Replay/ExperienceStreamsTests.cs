using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

/// <summary>Two environments, whose transitions stand in the slots from 0 and from 4.</summary>
public sealed class ExperienceStreamsTests
{
    private static readonly float[] States = [1, 2, 3, 4];
    private static readonly float[] NextStates = [7, 8, 9, 10];

    [Fact]
    public void Each_environment_has_its_own_part_of_every_array()
    {
        ReplayBuffer buffer = Remembered().Buffer;
        Assert.Equal([1, 2], buffer.StateAt(0).ToArray());
        Assert.Equal([3, 4], buffer.StateAt(4).ToArray());
        Assert.Equal([7, 8], buffer.SuccessorAt(0).ToArray());
        Assert.Equal([9, 10], buffer.SuccessorAt(4).ToArray());
        Assert.Equal((0, 1), (buffer.ActionAt(0), buffer.ActionAt(4)));
        Assert.Equal((5f, 6f), (buffer.RewardAt(0), buffer.RewardAt(4)));
        Assert.Equal((false, true), (buffer.TerminatedAt(0), buffer.TerminatedAt(4)));
        Assert.Equal((false, true), (buffer.ExploresAt(0), buffer.ExploresAt(4)));
    }

    [Fact]
    public void Slots_are_read_in_their_order_and_the_first_fills_the_batch()
    {
        TransitionBatch batch = Remembered().Read([4, 0]);
        Assert.Equal([3, 4, 1, 2, 3, 4, 3, 4], batch.States);
        Assert.Equal([9, 10, 7, 8, 9, 10, 9, 10], batch.NextStates);
        Assert.Equal([0, 1, 0, 0], batch.Discounts);
    }

    [Fact]
    public void A_horizon_that_is_given_counts_before_that_of_the_settings()
    {
        Experience experience = Remembered();
        Assert.Equal([0, 0.5f], experience.Sample(0).Discounts.Distinct().Order());
        Assert.Equal([0, 0.25f], experience.Sample(0, new Horizon(0.25, 1)).Discounts.Distinct().Order());
    }

    [Fact]
    public void Present_states_and_masks_are_saved_and_loaded()
    {
        Experience saved = New(maskedActions: 2), loaded = New(maskedActions: 2);
        saved.Observe(States, [true, false, false, true]);
        using MemoryStream stream = new();
        saved.SavePresent(new BinaryWriter(stream));
        stream.Position = 0;
        loaded.LoadPresent(new BinaryReader(stream));
        Assert.Equal(States, loaded.States.ToArray());
        Assert.Equal([true, false, false, true], loaded.Legal.ToArray());
    }

    [Fact]
    public void Of_a_step_that_cannot_be_stored_nothing_is()
    {
        Experience experience = New(maskedActions: 2);
        experience.Observe(States, [true, true, true, false]);
        Assert.StartsWith("Action 1 is not legal in the state (3, 4).", Assert.Throws<ArgumentException>(() => experience.Remember(
            [0, 1], [5, 6], NextStates, [false, false], [false, false], [true, true, true, true])).Message, StringComparison.Ordinal);
        Assert.Equal(0, experience.Buffer.Count);

        Experience bytes = new(
            new ReplaySettings(BatchSize: 4, Capacity: 8, Gamma: 0.5), new([2], 0, 255, ElementType.UInt8), 0, 2, new Xoshiro256(1));
        bytes.Observe(States, []);
        Assert.StartsWith("Value 0 of an observation is 0.5;", Assert.Throws<ArgumentException>(() => bytes.Remember(
            [0, 1], [5, 6], [7, 8, 0.5f, 10], [false, false], [false, false], [])).Message, StringComparison.Ordinal);
        Assert.Equal(0, bytes.Buffer.Count);
    }

    [Theory]
    [InlineData(3, 0)]
    [InlineData(4, 1)]
    public void Observations_and_masks_of_other_lengths_are_refused(int values, int masks)
    {
        string problem = $"Observations have 4 values and masks 0; {values} and {masks} were given.";
        Experience experience = New();
        Assert.Equal(problem, Assert.Throws<ArgumentException>(
            () => experience.Observe(new float[values], new bool[masks])).Message);
        Assert.Equal(problem, Assert.Throws<ArgumentException>(() => experience.Remember(
            [0, 1], [5, 6], new float[values], [false, true], [false, false], new bool[masks])).Message);
    }

    [Theory]
    [InlineData(1, 2, 2)]
    [InlineData(2, 1, 2)]
    [InlineData(2, 2, 3)]
    public void Rewards_and_ends_of_other_lengths_are_refused(int rewards, int terminated, int truncated)
    {
        Experience experience = New();
        Assert.Equal(
            $"2 environments need as many rewards and ends, not {rewards}, {terminated} and {truncated}.",
            Assert.Throws<ArgumentException>(() => experience.Remember(
                [0, 1], new double[rewards], NextStates, new bool[terminated], new bool[truncated], [])).Message);
    }

    [Fact]
    public void Initial_transitions_are_spread_over_the_environments()
    {
        ReplayBuffer initial = new(4, 2);
        for (int i = 0; i < 4; i++)
            initial.Add([i, 0], 0, i, [i + 1, 0], terminated: true);
        ReplayBuffer buffer = New(initial: initial).Buffer;
        Assert.Equal([0, 1, 4, 5], Enumerable.Range(0, buffer.Count).Select(buffer.SlotOf));
        Assert.Equal([0f, 1, 2, 3], new[] { 0, 1, 4, 5 }.Select(buffer.RewardAt));
    }

    [Fact]
    public void Without_a_transition_there_is_no_batch() =>
        Assert.Throws<InvalidOperationException>(() => New().Sample(0));

    private static Experience New(int maskedActions = 0, ReplayBuffer? initial = null) => new(
        new ReplaySettings(BatchSize: 4, Capacity: 8, Gamma: 0.5, Initial: initial), Variants.Row(2), maskedActions, 2, new Xoshiro256(1));

    private static Experience Remembered()
    {
        Experience experience = New();
        experience.Observe(States, []);
        experience.Remember([0, 1], [5, 6], NextStates, [false, true], [false, false], [], explores: [false, true]);
        return experience;
    }
}
