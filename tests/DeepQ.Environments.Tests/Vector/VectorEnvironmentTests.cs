using DeepQ.Environments.ClassicControl;
using DeepQ.Environments.Tabular;
using DeepQ.Environments.Tests.Support;
using DeepQ.Environments.Wrappers;
using DeepQ.Tests;

namespace DeepQ.Environments.Tests.Vector;

public sealed class VectorEnvironmentTests
{
    public static TheoryData<Func<IEnvironment>> Kinds =>
    [
        () => new CartPole(), () => new Acrobot(), () => new CliffWalking(maxSteps: 20), () => new FrozenLake(),
        () => new FrameStack(new NormalizeObservation(new TimeLimit(new MountainCar(), 9)), 2),
    ];

    [Fact]
    public void A_finished_episode_gives_its_last_observation_and_the_first_of_the_next()
    {
        VectorEnvironment vector = new([new CountingEnvironment(2), new CountingEnvironment(3)], new Xoshiro256(0));
        vector.Reset();
        Assert.Equal([0, 0, 0, 0], vector.Observations);

        vector.Step([1, 0]);
        Assert.Equal([0, 1, 0, 1], vector.Observations);
        Assert.Equal([0, 1, 0, 1], vector.FinalObservations);
        Assert.Equal([1.0, 0.0], vector.Rewards);
        Assert.Equal([false, false], vector.Terminated);

        vector.Step([0, 1]);
        Assert.Equal([1, 0, 0, 2], vector.Observations);
        Assert.Equal([0, 2, 0, 2], vector.FinalObservations);
        Assert.Equal([0.0, 1.0], vector.Rewards);
        Assert.Equal([true, false], vector.Terminated);
        Assert.Equal([false, false], vector.Truncated);

        vector.Step([0, 0]);
        Assert.Equal([1, 1, 1, 0], vector.Observations);
        Assert.Equal([1, 1, 0, 3], vector.FinalObservations);
        Assert.Equal([false, true], vector.Terminated);

        vector.Step([0, 0]);
        Assert.Equal([2, 0, 1, 1], vector.Observations);
        Assert.Equal([1, 2, 1, 1], vector.FinalObservations);
        Assert.Equal([false, false], vector.Terminated);
        Assert.Equal([true, false], vector.Truncated);
    }

    [Fact]
    public void Reset_starts_all_again_and_forgets_the_last_step()
    {
        VectorEnvironment vector = new(2, () => new CountingEnvironment(1), new Xoshiro256(0));
        vector.Reset();
        vector.Step([1, 1]);
        vector.Reset();
        Assert.Equal([2, 0, 2, 0], vector.Observations);
        Assert.Equal([2, 0, 2, 0], vector.FinalObservations);
        Assert.Equal([0.0, 0.0], vector.Rewards);
        Assert.Equal([false, false], vector.Terminated);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(16)]
    public void Stepping_in_parallel_gives_what_stepping_in_turn_gives(int degree)
    {
        VectorEnvironment sequential = new(7, () => new FrozenLake(), new Xoshiro256(3));
        VectorEnvironment parallel = new(7, () => new FrozenLake(), new Xoshiro256(3), degree);
        sequential.Reset();
        parallel.Reset();
        Xoshiro256 policy = new(4);
        for (int step = 0; step < 300; step++)
        {
            Assert.Equal(sequential.Observations, parallel.Observations);
            int[] actions = [.. Enumerable.Range(0, 7).Select(_ => policy.Next(4))];
            sequential.Step(actions);
            parallel.Step(actions);
            Assert.Equal(sequential.FinalObservations, parallel.FinalObservations);
            Assert.Equal(sequential.Rewards, parallel.Rewards);
            Assert.Equal(sequential.Terminated, parallel.Terminated);
            Assert.Equal(sequential.Truncated, parallel.Truncated);
        }
    }

    [Fact]
    public void Each_environment_has_the_generator_that_was_forked_for_it()
    {
        VectorEnvironment vector = new(3, () => new CartPole(), new Xoshiro256(9));
        vector.Reset();
        Xoshiro256 random = new(9);
        float[] expected = [.. Enumerable.Range(0, 3).SelectMany(_ => new CartPole().Start(random.Fork()))];
        Assert.Equal(expected, vector.Observations);
        Assert.Equal(3, expected.Where((_, i) => i % 4 == 0).Distinct().Count());
    }

    [Fact]
    public void Masks_follow_the_states_and_keep_that_of_the_final_one()
    {
        VectorEnvironment vector = new(
            [new CountingEnvironment(2, hasMask: true), new CountingEnvironment(9, hasMask: true)], new Xoshiro256(0));
        vector.Reset();
        vector.Step([0, 1]);
        Assert.Equal([true, true, false, true, false, false], vector.ActionMasks);
        vector.Step([1, 0]);
        vector.Step([0, 0]);
        vector.Step([1, 0]);

        // The second episode of the first environment was truncated after action 1.
        Assert.True(vector.Truncated[0]);
        Assert.Equal([true, false, false], vector.FinalActionMasks[..3]);
        Assert.Equal([true, true, false], vector.ActionMasks[..3]);
    }

    [Fact]
    public void Without_a_mask_all_actions_are_legal()
    {
        VectorEnvironment vector = new(2, () => new CartPole(), new Xoshiro256(0));
        vector.Reset();
        Assert.False(vector.HasActionMask);
        Assert.Equal([true, true, true, true], vector.ActionMasks);
        Assert.Equal([true, true, true, true], vector.FinalActionMasks);
    }

    [Fact]
    public void An_illegal_action_is_refused_before_any_environment_steps()
    {
        VectorEnvironment vector = new(
            [new CountingEnvironment(9, hasMask: true), new CountingEnvironment(9, hasMask: true)], new Xoshiro256(0));
        vector.Reset();
        vector.Step([0, 1]);
        Assert.Equal(
            "Action 1 (one) is not legal in environment 1 now. (Parameter 'actions')",
            Assert.Throws<ArgumentException>(() => vector.Step([0, 1])).Message);
        Assert.StartsWith(
            "Environment 1 has the actions 0 to 2.",
            Assert.Throws<ArgumentOutOfRangeException>(() => vector.Step([0, 3])).Message, StringComparison.Ordinal);
        Assert.StartsWith(
            "2 environments need 2 actions, not 1.",
            Assert.Throws<ArgumentException>(() => vector.Step([0])).Message, StringComparison.Ordinal);
        Assert.Equal([0, 1, 0, 1], vector.Observations);
    }

    [Fact]
    public void A_state_without_a_legal_action_is_an_error_that_names_it()
    {
        VectorEnvironment vector = new([new FaultyEnvironment(Fault.NoLegalAction)], new Xoshiro256(0));
        Assert.Equal(
            "Environment 0 (Faulty) is in a state without a legal action; such a state must be terminal.",
            Assert.Throws<InvalidOperationException>(vector.Reset).Message);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void An_exception_of_an_environment_comes_through_as_it_is(int degree)
    {
        VectorEnvironment vector = new(2, () => new CountingEnvironment(9), new Xoshiro256(0), degree);
        vector.Reset();
        Assert.Equal(
            "Two is broken.", Assert.Throws<InvalidOperationException>(() => vector.Step([0, 2])).Message);
    }

    [Fact]
    public void Environments_that_do_not_fit_together_are_refused()
    {
        Xoshiro256 random = new(0);
        CartPole twice = new();
        Assert.StartsWith("A vector needs at least one", Refused([]), StringComparison.Ordinal);
        Assert.StartsWith(
            "Environment 2 is in the list already.", Refused([twice, new CartPole(), twice]), StringComparison.Ordinal);
        Assert.StartsWith(
            "All environments must be of one kind. Environment 0 is CartPole-v1 with 4 observed values, 2 actions and "
            + "no mask; environment 1 is MountainCar-v0 with 2 observed values, 3 actions and no mask.",
            Refused([new CartPole(), new MountainCar()]), StringComparison.Ordinal);
        Assert.Throws<ArgumentOutOfRangeException>(() => new VectorEnvironment([twice], random, 0));

        string Refused(IReadOnlyList<IEnvironment> environments) =>
            Assert.Throws<ArgumentException>(() => new VectorEnvironment(environments, random)).Message;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Stepping_on_one_thread_allocates_nothing(Func<IEnvironment> create)
    {
        VectorEnvironment vector = new(4, create, new Xoshiro256(0));
        int[] actions = [0, 1, 0, 1];
        vector.Reset();
        vector.Step(actions);
        Assert.Equal(0, Allocation.Least(() =>
        {
            for (int i = 0; i < 1000; i++)
                vector.Step(actions);
        }));
    }
}
