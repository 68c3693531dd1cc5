using DeepQ.Learning.Replay;

namespace DeepQ.Learning.Tests.Replay;

public sealed class MultiStepReturnTests
{
    // γ = ½ makes every sum exact.
    private const float Gamma = 0.5f;

    [Fact]
    public void One_step_is_the_reward_and_the_next_state()
    {
        ReplayBuffer buffer = Chain(terminated: 5);
        Assert.Equal((1, 0.5f, 1), Read(buffer, slot: 0, steps: 1));
    }

    [Fact]
    public void Three_steps_sum_discounted_rewards_and_bootstrap_from_the_third_successor()
    {
        // Rewards 1, 2, 4: 1 + ½ · 2 + ¼ · 4 = 3, then the state 3 with ⅛. Its one-step successor would be 1.
        ReplayBuffer buffer = Chain(terminated: 5);
        Assert.Equal((3, 0.125f, 3), Read(buffer, slot: 0, steps: 3));
    }

    [Fact]
    public void A_terminal_state_cuts_the_sum_and_leaves_nothing_to_bootstrap_from()
    {
        // The transition of state 4 ends the episode: 8 + ½ · 16, however many steps are asked for.
        ReplayBuffer buffer = Chain(terminated: 4);
        Assert.Equal((16, 0, 5), Read(buffer, slot: 3, steps: 3));
        Assert.Equal((16, 0, 5), Read(buffer, slot: 4, steps: 3));
    }

    [Fact]
    public void A_truncated_episode_bootstraps_from_its_last_state_with_the_power_of_the_steps_taken()
    {
        ReplayBuffer buffer = Chain(truncated: 4);
        Assert.Equal((16, 0.25f, 5), Read(buffer, slot: 3, steps: 3));
        Assert.Equal((16, 0.5f, 5), Read(buffer, slot: 4, steps: 3));
    }

    [Fact]
    public void The_newest_transition_bootstraps_from_its_successor()
    {
        ReplayBuffer buffer = Chain();
        Assert.Equal((32 + (0.5f * 64), 0.25f, 7), Read(buffer, slot: 5, steps: 3));
        Assert.Equal((64, 0.5f, 7), Read(buffer, slot: 6, steps: 3));
    }

    [Fact]
    public void The_newest_transition_does_not_go_on_to_the_oldest_when_the_ring_is_full()
    {
        ReplayBuffer buffer = new(3, 1);
        for (int i = 0; i < 5; i++)
            buffer.Add([i], 0, 1 << i, [i + 1], terminated: false);

        // Slots 0, 1 and 2 hold the states 3, 4 and 2.
        Assert.Equal((4 + (0.5f * 8) + (0.25f * 16), 0.125f, 5), Read(buffer, slot: 2, steps: 9));
        Assert.Equal((8 + (0.5f * 16), 0.25f, 5), Read(buffer, slot: 0, steps: 9));
    }

    [Fact]
    public void A_return_ends_before_an_action_that_explores()
    {
        ReplayBuffer buffer = new(8, 1);
        for (int i = 0; i < 6; i++)
        {
            buffer.Add([i], 0, 1 << i, [i + 1], terminated: i == 5);
            if (i is 0 or 3)
                buffer.MarkNewestAsExploring();
        }

        // The action that a return begins with may be any.
        Assert.Equal((1 + (0.5f * 2) + (0.25f * 4), 0.125f, 3), Read(buffer, slot: 0, steps: 9));
        Assert.Equal((2 + (0.5f * 4), 0.25f, 3), Read(buffer, slot: 1, steps: 9));
        Assert.Equal((4, 0.5f, 3), Read(buffer, slot: 2, steps: 9));
        Assert.Equal((8 + (0.5f * 16) + (0.25f * 32), 0, 6), Read(buffer, slot: 3, steps: 9));
    }

    [Fact]
    public void A_slot_that_is_written_anew_explores_no_more()
    {
        ReplayBuffer buffer = new(3, 1);
        for (int i = 0; i < 6; i++)
        {
            buffer.Add([i], 0, 1, [i + 1], terminated: false);
            if (i == 1)
                buffer.MarkNewestAsExploring();
        }

        Assert.Equal((1.75f, 0.125f, 6), Read(buffer, slot: 0, steps: 9));
    }

    [Fact]
    public void A_stream_that_breaks_off_bootstraps_from_where_it_did()
    {
        ReplayBuffer buffer = new(8, 1);
        buffer.Add([0], 0, 1, [1], terminated: false);
        buffer.Add([1], 0, 2, [2], terminated: false);
        buffer.Add([50], 0, 4, [51], terminated: false);
        Assert.Equal((2, 0.25f, 2), Read(buffer, slot: 0, steps: 3));
    }

    [Fact]
    public void Returns_stay_within_their_stream()
    {
        ReplayBuffer buffer = new(8, 1, streams: 2);
        for (int i = 0; i < 4; i++)
        {
            buffer.Add([i], 0, 1, [i + 1], terminated: false, stream: 0);
            buffer.Add([i], 0, 100, [i + 1], terminated: false, stream: 1);
        }

        Assert.Equal((1.75f, 0.125f, 3), Read(buffer, slot: 0, steps: 3));
        Assert.Equal((1.5f, 0.25f, 4), Read(buffer, slot: 2, steps: 3));
        Assert.Equal((175, 0.125f, 3), Read(buffer, slot: 4, steps: 3));
    }

    [Fact]
    public void Long_random_use_agrees_with_a_walk_over_the_whole_history()
    {
        const int Slots = 11;
        const int Steps = 4;
        Xoshiro256 random = new(6);
        ReplayBuffer buffer = new(Slots, 1);
        List<(float State, float Reward, float Next, bool Terminated, bool Done)> history = [];
        float state = 0;
        for (int i = 0; i < 500; i++)
        {
            int end = random.Next(6);
            history.Add((state, random.Next(8), state + 1, end == 0, end <= 1));
            (float from, float reward, float next, bool terminated, bool done) = history[^1];
            buffer.Add([from], 0, reward, [next], terminated, done && !terminated);
            state += done ? 10 : 1;
            for (int age = 0; age < Math.Min(Slots, history.Count); age++)
                Assert.Equal(Walk(i - age), Read(buffer, (i - age) % Slots, Steps));
        }

        (float Reward, float Discount, float Next) Walk(int index)
        {
            float sum = 0;
            float discount = 1;
            for (int k = 0; ; k++)
            {
                var step = history[index + k];
                sum += discount * step.Reward;
                discount *= Gamma;
                if (step.Done || k == Steps - 1 || index + k == history.Count - 1)
                    return (sum, step.Terminated ? 0 : discount, step.Next);
            }
        }
    }

    [Fact]
    public void A_return_of_no_steps_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Chain().Sample(new TransitionBatch(1, 1), Gamma, new Xoshiro256(1), steps: 0));

    // States 0, 1, 2, … in one stream, with the rewards 1, 2, 4, …
    private static ReplayBuffer Chain(int terminated = -1, int truncated = -1)
    {
        ReplayBuffer buffer = new(8, 1);
        for (int i = 0; i < 7; i++)
            buffer.Add([i], 0, 1 << i, [i + 1], i == terminated, i == truncated);
        return buffer;
    }

    private static (float Reward, float Discount, float Next) Read(ReplayBuffer buffer, int slot, int steps)
    {
        TransitionBatch batch = new(1, 1);
        batch.Slots[0] = slot;
        buffer.Read(batch, Gamma, steps);
        return (batch.Rewards[0], batch.Discounts[0], batch.NextStates[0]);
    }
}
