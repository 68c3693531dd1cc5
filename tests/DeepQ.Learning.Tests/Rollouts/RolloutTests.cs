using DeepQ.Environments.Tabular;
using DeepQ.Learning.Networks;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Rollouts;
using DeepQ.Learning.States;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Rollouts;

public sealed class RolloutTests
{
    private const double Gamma = 0.5;

    // States 0 to 4 in a row, with two actions; the reward is the state, and the last one is terminal.
    private static MaskedEnvironment Row(int maxSteps) => new MaskedEnvironment(
        new TabularEnvironment(
            "Row",
            new DiscreteSpace(2),
            [1, 0, 0, 0, 0],
            (state, _) => [new TabularTransition(1, Math.Min(state + 1, 4), state, state >= 3)],
            maxSteps),
        (_, action) => action == 0);

    [Theory]
    [InlineData(100)]
    [InlineData(2)]
    [InlineData(4)]
    public void Returns_are_those_of_the_values_that_were_acted_by_of_legal_actions(int maxSteps)
    {
        // Q(s, ·) = (10 s, 1000), of which the second is never legal, in units of 2.
        Collected(maxSteps, unit: 2, lambda: 0.5, out TransitionBatch batch, out long minibatches);
        Assert.Equal(3, minibatches);
        (int State, float Return)[] expected = maxSteps switch
        {
            // Cut off in state 2 after two steps; it begins anew.
            2 => [(0, R(0, 20, R(1, 40))), (1, R(1, 40)), (0, R(0, 20, R(1, 40))), (1, R(1, 40)), (0, R(0, 20, R(1, 40))), (1, R(1, 40))],
            // Terminal after four steps, also where those are all that are allowed; the rollout ends in state 2 of the next episode.
            _ => [(0, R(0, 20, R(1, 40, R(2, 60, 3)))), (1, R(1, 40, R(2, 60, 3))), (2, R(2, 60, 3)), (3, 3), (0, R(0, 20, R(1, 40))), (1, R(1, 40))],
        };
        Assert.Equal(expected.Select(one => one.State), States(batch));
        Assert.Equal(expected.Select(one => one.Return), batch.Rewards);

        static float R(float reward, float value, float? next = null) =>
            reward + (0.5f * (next is { } after ? (0.5f * after) + (0.5f * value) : value));
    }

    [Fact]
    public void Every_epoch_has_each_transition_once_in_an_order_of_its_own()
    {
        Rollout rollout = Collected(100, 1, 0.5, out _, out _, minibatches: 3, epochs: 4, out Experience _);
        int left = 12;
        List<string> orders = [];
        for (int epoch = 0; epoch < 4; epoch++)
        {
            List<int> slots = [];
            for (int i = 0; i < 3; i++)
                slots.AddRange(rollout.Next(left--).Slots);
            Assert.Equal(Enumerable.Range(0, 6), slots.Order());
            orders.Add(string.Join(",", slots));
        }

        Assert.True(orders.Distinct().Count() > 1);
    }

    [Fact]
    public void Epochs_may_be_more_than_32_bits_of_minibatches()
    {
        Collected(100, 1, 0.5, out _, out long updates, minibatches: 6, epochs: int.MaxValue, out _);
        Assert.Equal(6L * int.MaxValue, updates);
    }

    [Fact]
    public void Room_is_made_once_it_was_learned_from()
    {
        Rollout rollout = Collected(100, 1, 0.5, out _, out _);
        Assert.True(rollout.IsFull);
        rollout.Clear();
        Assert.False(rollout.IsFull);
    }

    private static Rollout Collected(int maxSteps, float unit, double lambda, out TransitionBatch batch, out long minibatches) =>
        Collected(maxSteps, unit, lambda, out batch, out minibatches, minibatches: 1, epochs: 3, out _);

    private static Rollout Collected(
        int maxSteps,
        float unit,
        double lambda,
        out TransitionBatch batch,
        out long updates,
        int minibatches,
        int epochs,
        out Experience experience)
    {
        VectorEnvironment environments = new(1, () => Row(maxSteps), new Xoshiro256(1));
        RolloutOptions options = new() { Steps = 6, Minibatches = minibatches, Epochs = epochs, Lambda = lambda };
        experience = new(
            new ReplaySettings(6 / minibatches, 6, Gamma), environments.ObservationSpace, 2, environments: 1, new Xoshiro256(2));
        Rollout rollout = new(options, Gamma, experience, 1, new Xoshiro256(3));
        Places values = new();
        environments.Reset();
        float[] q = new float[2];
        for (int i = 0; i < 6; i++)
        {
            Assert.False(rollout.IsFull);
            experience.Observe(environments.Observations, environments.ActionMasks);
            values.QValues(experience.States, q);
            rollout.Keep(q, experience.Legal, unit);
            environments.Step([0]);
            experience.Remember(
                [0],
                environments.Rewards,
                environments.FinalObservations,
                environments.Terminated,
                environments.Truncated,
                environments.FinalActionMasks);
            rollout.OnStep();
        }

        updates = rollout.Begin(values, unit);
        // In the order of time, as slots are.
        batch = new TransitionBatch(6, 5, 2);
        for (int left = minibatches; left > 0; left--)
        {
            TransitionBatch part = rollout.Next(left);
            for (int i = 0; i < part.Size; i++)
            {
                part.States.AsSpan(5 * i, 5).CopyTo(batch.States.AsSpan(5 * part.Slots[i]));
                batch.Rewards[part.Slots[i]] = part.Rewards[i];
            }
        }

        return rollout;
    }

    private static IEnumerable<int> States(TransitionBatch batch) =>
        Enumerable.Range(0, batch.Size).Select(i => Array.IndexOf(batch.States, 1, 5 * i, 5) - (5 * i));

    private sealed class Places : IQFunction
    {
        public int ActionCount => 2;

        public bool IsDeterministic => true;

        public void QValues(StateBatch states, Span<float> qValues)
        {
            for (int i = 0; i < states.CountOf(5); i++)
            {
                ReadOnlySpan<float> state = states.Values.Slice(5 * i, 5);
                (qValues[2 * i], qValues[(2 * i) + 1]) = (10 * state.IndexOf(1), 1000);
            }
        }

        public void Outputs(StateBatch states, Span<float> outputs) => QValues(states, outputs);

        public void ResampleNoise(Random random)
        {
        }
    }
}
