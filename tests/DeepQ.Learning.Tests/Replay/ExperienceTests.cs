using DeepQ.Environments.Tabular;
using DeepQ.Learning.Replay;
using DeepQ.Learning.Tests.Support;

namespace DeepQ.Learning.Tests.Replay;

public sealed class ExperienceTests
{
    // States 0 to 4 in a row, with one action; the last one is terminal.
    private static TabularEnvironment Row(int maxSteps) => new(
        "Row",
        new DiscreteSpace("go"),
        [1, 0, 0, 0, 0],
        (state, _) => [new TabularTransition(1, Math.Min(state + 1, 4), state, state >= 3)],
        maxSteps);

    [Fact]
    public void The_successor_at_the_end_of_an_episode_is_its_last_observation_and_not_the_first_of_the_next()
    {
        (int State, int Next, float Discount)[] seen = Collect(maxSteps: 100);
        Assert.Equal([(0, 1, 0.5f), (1, 2, 0.5f), (2, 3, 0.5f), (3, 4, 0f)], seen);
    }

    [Fact]
    public void A_time_limit_is_not_a_terminal_state()
    {
        (int State, int Next, float Discount)[] seen = Collect(maxSteps: 2);
        Assert.Equal([(0, 1, 0.5f), (1, 2, 0.5f)], seen);
    }

    [Fact]
    public void A_terminal_state_in_the_last_step_allowed_is_terminal() =>
        Assert.Contains((3, 4, 0f), Collect(maxSteps: 4));

    [Fact]
    public void Masks_are_those_of_the_states_and_of_their_own_successors()
    {
        // In state s only action s mod 2 is legal; an episode of two steps ends in state 2 and starts again in state 0.
        VectorEnvironment environments = new(2, Masked, new Xoshiro256(1));
        Experience experience = Of(new DqnOptions { BatchSize = 200, NStep = 1 }, environments);
        environments.Reset();
        for (int i = 0; i < 10; i++)
        {
            experience.Observe(environments.Observations, environments.HasActionMask ? environments.ActionMasks : []);
            int[] actions = [experience.Legal[0] ? 0 : 1, experience.Legal[2] ? 0 : 1];
            environments.Step(actions);
            Remember(experience, environments, actions);
        }

        TransitionBatch batch = experience.Sample(0);
        for (int i = 0; i < batch.Size; i++)
        {
            int state = Array.IndexOf(batch.States, 1, 5 * i, 5) - (5 * i);
            Assert.Equal([state % 2 == 0, state % 2 == 1], batch.ActionMasks[(2 * i)..(2 * i + 2)]);
            Assert.Equal([state % 2 == 1, state % 2 == 0], batch.NextActionMasks[(2 * i)..(2 * i + 2)]);
        }

        static IEnvironment Masked() => new MaskedEnvironment(
            new TabularEnvironment(
                "Row",
                new DiscreteSpace(2),
                [1, 0, 0, 0, 0],
                (state, _) => [new TabularTransition(1, Math.Min(state + 1, 4), 0, false)],
                maxSteps: 2),
            (state, action) => action == state % 2);
    }

    [Fact]
    public void Observations_of_bytes_are_kept_as_bytes()
    {
        VectorEnvironment environments = new([new Pixels()], new Xoshiro256(1));
        Experience experience = Of(new DqnOptions { BatchSize = 4 }, environments);
        Assert.Equal(ElementType.UInt8, experience.Buffer.ElementType);
        environments.Reset();
        experience.Observe(environments.Observations, environments.HasActionMask ? environments.ActionMasks : []);
        environments.Step([0]);
        Remember(experience, environments, [0]);
        Assert.Equal([10, 200], experience.Sample(0).States[..2]);
        Assert.Equal([11, 201], experience.Sample(0).NextStates[..2]);
    }

    private static (int State, int Next, float Discount)[] Collect(int maxSteps)
    {
        VectorEnvironment environments = new(3, () => Row(maxSteps), new Xoshiro256(1));
        Experience experience = Of(new DqnOptions { Gamma = 0.5, BatchSize = 500, NStep = 1 }, environments);
        environments.Reset();
        for (int i = 0; i < 20; i++)
        {
            experience.Observe(environments.Observations, environments.HasActionMask ? environments.ActionMasks : []);
            environments.Step([0, 0, 0]);
            Remember(experience, environments, [0, 0, 0]);
        }

        TransitionBatch batch = experience.Sample(0);
        return [.. Enumerable.Range(0, batch.Size)
            .Select(i => (At(batch.States, i), At(batch.NextStates, i), batch.Discounts[i])).Distinct().Order()];

        static int At(float[] states, int row) => Array.IndexOf(states, 1, 5 * row, 5) - (5 * row);
    }

    private sealed class Pixels : IEnvironment
    {
        public string Name => "Pixels";

        public BoxSpace ObservationSpace { get; } = new([2], 0, 255, ElementType.UInt8);

        public DiscreteSpace ActionSpace { get; } = new("wait");

        public void Reset(Random random, Span<float> observation) => (observation[0], observation[1]) = (10, 200);

        public StepResult Step(int action, Random random, Span<float> observation)
        {
            (observation[0], observation[1]) = (11, 201);
            return new StepResult(0, Terminated: false, Truncated: false);
        }
    }

    private static Experience Of(DqnOptions options, VectorEnvironment environments) => new(
        options.ToReplay(),
        environments.ObservationSpace,
        environments.HasActionMask ? environments.ActionSpace.Count : 0,
        environments.Count,
        new Xoshiro256(2));

    private static void Remember(Experience experience, VectorEnvironment environments, int[] actions) => experience.Remember(
        actions,
        environments.Rewards,
        environments.FinalObservations,
        environments.Terminated,
        environments.Truncated,
        environments.HasActionMask ? environments.FinalActionMasks : []);
}
