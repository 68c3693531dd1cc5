using DeepQ.Learning.Replay;
using DeepQ.Learning.States;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

public sealed class InitialReplayTests
{
    // Two episodes, of which the second begins where the first was cut off: returns of two steps do not run from the one into the
    // other, there or here.
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Returns_are_those_of_the_buffer_that_was_copied(int environments)
    {
        ReplayBuffer initial = new(16, 1);
        for (int i = 0; i < 8; i++)
            initial.Add([i], i % 2, 1 + i, [i + 1], terminated: i == 7, truncated: i == 3);
        ReplaySettings settings = new(BatchSize: 8, Capacity: 16, Gamma: 0.5, NStep: 2);
        Experience experience = new(
            settings with { Initial = initial }, Variants.Row(1), maskedActions: 0, environments, new Xoshiro256(1));

        Assert.Equal(8, experience.Buffer.Count);
        Assert.Equal(Rows(initial), Rows(experience.Buffer));
    }

    [Fact]
    public void Learning_begins_with_what_was_there()
    {
        ReplayBuffer initial = new(64, 2);
        for (int i = 0; i < 64; i++)
            initial.Add([1, 0], i % 2, i % 2, [0, 1], terminated: true);
        DqnOptions options = new()
        {
            HiddenUnits = [],
            LearningRate = 0.1,
            Epsilon = 0,
            LearningStarts = 0,
            InitialReplay = initial,
            ReplayCapacity = 256,
        };
        using DqnAgent agent = new(options, Variants.Row(2), new DiscreteSpace(2), new Xoshiro256(1));
        for (int i = 0; i < 100; i++)
        {
            agent.Act([0, 1]);
            agent.Remember(0, [0, 1], terminated: true);
            agent.Update();
        }

        // What was only in the buffer: action 1 brings 1 in the state (1, 0), and action 0 nothing.
        Assert.Equal(1, agent.Act([1, 0]));
    }

    [Fact]
    public void Sparse_transitions_are_copied_with_their_zeros()
    {
        ReplayBuffer initial = ReplayBuffer.OfSparse(4, 3);
        initial.AddSparse(new StateRow(3, [1], [5]), 0, 1, new StateRow(3, [2], [7]), terminated: false);
        ReplaySettings settings = new(BatchSize: 2, Capacity: 4, Gamma: 0.5, Initial: initial);
        Experience experience = new(settings, Variants.Row(3), maskedActions: 0, environments: 1, new Xoshiro256(1));
        TransitionBatch batch = experience.Sample(0);
        Assert.Equal([0, 5, 0, 0, 5, 0], batch.States);
        Assert.Equal([0, 0, 7, 0, 0, 7], batch.NextStates);
    }

    [Fact]
    public void Transitions_of_other_spaces_are_refused()
    {
        DqnOptions options = new() { InitialReplay = new ReplayBuffer(4, 3) };
        ArgumentException error = Assert.Throws<ArgumentException>(
            () => new DqnAgent(options, Variants.Row(2), new DiscreteSpace(2), new Xoshiro256(1)));
        Assert.Contains("InitialReplay has 3 values per state", error.Message, StringComparison.Ordinal);
    }

    private static List<(float State, int Action, float Reward, float Discount, float Next)> Rows(ReplayBuffer buffer)
    {
        TransitionBatch row = buffer.NewBatch(1);
        List<(float, int, float, float, float)> rows = [];
        foreach (int slot in buffer.SlotsInOrder())
        {
            row.Slots[0] = slot;
            buffer.Read(row, 0.5f, 2);
            rows.Add((row.States[0], row.Actions[0], row.Rewards[0], row.Discounts[0], row.NextStates[0]));
        }

        return rows;
    }
}
