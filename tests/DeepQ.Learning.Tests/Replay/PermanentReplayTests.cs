using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

public sealed class PermanentReplayTests
{
    private const double Gamma = 0.5;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Permanent_transitions_outlive_any_number_of_others(int environments)
    {
        Experience experience = New(environments, capacity: 6, share: 0.25);
        Assert.Equal((5, 5, 0), (experience.Buffer.Count, experience.Buffer.PermanentCount, experience.Buffer.PassingCount));
        Act(experience, environments, steps: 20);

        ReplayBuffer buffer = experience.Buffer;
        Assert.Equal((11, 6), (buffer.Count, buffer.PassingCount));
        Assert.Equal((11, 6), (buffer.Capacity, buffer.FirstPermanentSlot));
        Assert.Equal(
            [(0, 1.0, Gamma, 1), (1, 2, Gamma, 2), (2, 3, 0, 3), (10, 4, Gamma, 11), (11, 5, Gamma, 12)],
            Enumerable.Range(6, 5).Select(slot => Row(buffer, slot, steps: 1)));
        // 1 + ½ · 2 + ¼ · 3 and nothing after it; the second episode breaks off after two steps, in state 12.
        Assert.Equal(
            [(0, 2.75, 0, 3), (1, 3.5, 0, 3), (2, 3, 0, 3), (10, 6.5, 0.25, 12), (11, 5, 0.5, 12)],
            Enumerable.Range(6, 5).Select(slot => Row(buffer, slot, steps: 3)));
        // The last steps of the environments, each with its own stream.
        Assert.All(Enumerable.Range(0, 6), slot => Assert.True(Row(buffer, slot, steps: 1).State >= 100));
        Assert.Equal([.. Enumerable.Range(0, 11)], buffer.SlotsInOrder().Order());
        Assert.Equal(buffer.SlotsInOrder().Reverse(), buffer.SlotsFromLast());
        Assert.True(buffer.Holds(10));
        Assert.False(buffer.Holds(11));
    }

    [Fact]
    public void Slots_are_told_before_the_replay_is_full()
    {
        Experience experience = New(environments: 2, capacity: 8, share: 0.25);
        Act(experience, environments: 2, steps: 1);
        ReplayBuffer buffer = experience.Buffer;
        Assert.Equal([0, 4, 8, 9, 10, 11, 12], Enumerable.Range(0, buffer.Count).Select(buffer.SlotOf));
        Assert.Equal([0, 4, 8, 9, 10, 11, 12], Enumerable.Range(0, 14).Where(buffer.Holds));
    }

    [Fact]
    public void The_share_of_each_batch_is_exact_and_all_of_it_before_the_first_step()
    {
        Experience experience = New(environments: 1, capacity: 50, share: 0.3, batchSize: 20);
        Assert.All(experience.Sample(0).States, state => Assert.True(state < 100));
        Act(experience, environments: 1, steps: 50);
        int[] drawn = new int[5];
        for (int draw = 0; draw < 500; draw++)
        {
            TransitionBatch batch = experience.Sample(draw);
            int[] slots = [.. batch.Slots.Where(experience.Buffer.IsPermanent)];
            Assert.Equal(6, slots.Length);
            Assert.Equal(14, batch.States.Count(state => state >= 100));
            Assert.All(batch.Weights, weight => Assert.Equal(1, weight));
            foreach (int slot in slots)
                drawn[slot - experience.Buffer.FirstPermanentSlot]++;
        }

        // 3,000 draws of five transitions: 600 of each, with a deviation of 22.
        Assert.All(drawn, count => Assert.InRange(count, 500, 700));
    }

    [Fact]
    public void Where_priorities_decide_the_bonus_counts()
    {
        PrioritizedReplayOptions options = new() { Alpha = 1, Epsilon = 0.5, Beta = 1 };
        Experience experience = New(environments: 1, capacity: 5, share: 0.5, batchSize: 10, options, bonus: 2);
        Act(experience, environments: 1, steps: 5);
        int[] drawn = new int[10];
        int draws = 4_000;
        for (int draw = 0; draw < draws; draw++)
        {
            TransitionBatch batch = experience.Sample(draw);
            foreach (int slot in batch.Slots)
                drawn[slot]++;
            experience.UpdatePriorities([.. batch.Slots.Select(_ => 0.5f)]);
        }

        // Errors of 0.5 everywhere: priorities of 0.5 + 0.5, and of 0.5 + 0.5 + 2 for what is permanent.
        Assert.Equal(0.75, drawn[5..].Sum() / (10.0 * draws), 0.01);
    }

    [Fact]
    public void What_was_saved_is_read_with_the_permanent_transitions()
    {
        Experience experience = New(environments: 2, capacity: 6, share: 0.25);
        Act(experience, environments: 2, steps: 4);
        using MemoryStream stream = new();
        using BinaryWriter writer = new(stream);
        experience.Save(writer);
        stream.Position = 0;
        Experience other = New(environments: 2, capacity: 6, share: 0.25);
        other.Load(new BinaryReader(stream));
        Assert.Equal(experience.Buffer.Count, other.Buffer.Count);
        Assert.Equal(experience.Sample(0).States, other.Sample(0).States);
        Assert.Equal(Row(experience.Buffer, 9, 3), Row(other.Buffer, 9, 3));
    }

    [Fact]
    public void A_transition_that_the_replay_cannot_keep_is_named()
    {
        ReplayBuffer logged = new(2, 1);
        logged.Add([3], 0, 0, [4], terminated: false);
        logged.Add([4], 0, 0, [0.5f], terminated: false);
        BoxSpace bytes = new([1], 0, 255, ElementType.UInt8);
        ArgumentException error = Assert.Throws<ArgumentException>(() => new Experience(
            Settings(8, 0.5, 4, null, 0) with { Permanent = new(logged, 0.5, 0) }, bytes, 0, 1, new Xoshiro256(1)));
        Assert.StartsWith("Transition 1 of Demonstrations cannot be stored: ", error.Message, StringComparison.Ordinal);
    }

    // Two episodes: 0, 1, 2 and the end, and 10, 11, which breaks off in 12.
    private static ReplayBuffer Logged()
    {
        ReplayBuffer logged = new(8, 1);
        for (int i = 0; i < 3; i++)
            logged.Add([i], 0, 1 + i, [i + 1], terminated: i == 2);
        for (int i = 0; i < 2; i++)
            logged.Add([10 + i], 0, 4 + i, [11 + i], terminated: false, truncated: i == 1);
        return logged;
    }

    private static ReplaySettings Settings(int capacity, double share, int batchSize, PrioritizedReplayOptions? prioritized, double bonus) =>
        new(batchSize, capacity, Gamma, Prioritized: prioritized, Permanent: new(Logged(), share, bonus));

    private static Experience New(
        int environments, int capacity, double share, int batchSize = 4, PrioritizedReplayOptions? prioritized = null, double bonus = 0) =>
        new(Settings(capacity, share, batchSize, prioritized, bonus), Variants.Row(1), 0, environments, new Xoshiro256(1));

    private static void Act(Experience experience, int environments, int steps)
    {
        for (int step = 0; step < steps; step++)
        {
            float[] states = [.. Enumerable.Range(0, environments).Select(i => 100f + (100 * i) + step)];
            experience.Observe(states, []);
            experience.Remember(
                new int[environments],
                new double[environments],
                [.. states.Select(state => state + 1)],
                new bool[environments],
                new bool[environments],
                []);
        }
    }

    private static (int State, double Reward, double Discount, int Next) Row(ReplayBuffer buffer, int slot, int steps)
    {
        TransitionBatch row = buffer.NewBatch(1);
        row.Slots[0] = slot;
        buffer.Read(row, (float)Gamma, steps);
        return ((int)row.States[0], row.Rewards[0], row.Discounts[0], (int)row.NextStates[0]);
    }
}
