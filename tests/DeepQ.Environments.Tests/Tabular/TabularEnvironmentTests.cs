using DeepQ.Environments.Tabular;
using DeepQ.Environments.Tests.Support;

namespace DeepQ.Environments.Tests.Tabular;

public sealed class TabularEnvironmentTests
{
    private static readonly DiscreteSpace OneAction = new("go");

    public static TheoryData<TabularEnvironment> Models =>
    [
        new FrozenLake(), FrozenLake.Create8x8(), new CliffWalking(), new CliffWalking(isSlippery: true),
        new Taxi(), new GridWorld(),
    ];

    [Theory]
    [MemberData(nameof(Models))]
    public void Every_row_of_a_model_sums_to_one(TabularEnvironment environment)
    {
        Assert.Equal(1, environment.StartDistribution.Sum(), 12);
        for (int state = 0; state < environment.StateCount; state++)
        {
            for (int action = 0; action < environment.ActionSpace.Count; action++)
                Assert.Equal(1, environment.GetTransitions(state, action).Sum(t => t.Probability), 12);
        }
    }

    [Fact]
    public void The_observation_is_one_hot()
    {
        TabularEnvironment environment = TwoStates();
        Assert.Equal([1, 0], environment.Start());
        Assert.Equal([0, 1], environment.Act(0, new ScriptedRandom(0.3)).Observation);
    }

    [Theory]
    [InlineData(0.24, 0, 1)]
    [InlineData(0.25, 1, 2)]
    [InlineData(0.99, 1, 2)]
    public void A_step_draws_its_outcome(double draw, int state, double reward)
    {
        TabularEnvironment environment = TwoStates();
        environment.Start();
        Assert.Equal(reward, environment.Act(0, new ScriptedRandom(draw)).Result.Reward);
        Assert.Equal(state, environment.State);
    }

    [Fact]
    public void Frequencies_agree_with_the_probabilities()
    {
        TabularEnvironment environment = TwoStates();
        Xoshiro256 random = new(5);
        int stays = Enumerable.Range(0, 40_000).Count(_ =>
        {
            environment.Start(random);
            environment.Act(0, random);
            return environment.State == 0;
        });

        // Four standard deviations of a binomial with p = 1/4.
        Assert.InRange(stays, 10_000 - 347, 10_000 + 347);
    }

    [Fact]
    public void Wrong_models_are_refused_with_the_place()
    {
        Assert.Contains("start states of X", Refused([0.5, 0.4], [new(1, 0, 0, false)]), StringComparison.Ordinal);
        Assert.Contains("state 0 and action 0 of X", Refused([1], [new(0.9, 0, 0, false)]), StringComparison.Ordinal);
        Assert.Contains("must sum to 1, not 0", Refused([1], []), StringComparison.Ordinal);
        Assert.Contains("a state from 0 to 0", Refused([1], [new(1, 1, 0, false)]), StringComparison.Ordinal);
        Assert.Contains("finite reward", Refused([1], [new(1, 0, double.NaN, false)]), StringComparison.Ordinal);

        static string Refused(double[] start, TabularTransition[] outcomes) => Assert.Throws<ArgumentException>(
            () => new TabularEnvironment("X", OneAction, start, (_, _) => outcomes)).Message;
    }

    [Fact]
    public void States_and_actions_that_do_not_exist_are_refused()
    {
        TabularEnvironment environment = TwoStates();
        Assert.Throws<ArgumentOutOfRangeException>(() => environment.GetTransitions(2, 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => environment.GetTransitions(0, -1));
        Assert.Equal(
            "The states of Two are 0 to 1, not 1.5. (Parameter 'state')",
            Assert.Throws<ArgumentException>(() => environment.Load(1.5, 0, 0)).Message);
    }

    [Fact]
    public void The_picture_names_the_state()
    {
        TabularEnvironment environment = TwoStates();
        environment.Start();
        Assert.Equal("state 0 of 2", environment.Render());
    }

    // Stays with 1/4 for a reward of 1, otherwise moves to the other state for 2.
    private static TabularEnvironment TwoStates() => new(
        "Two", OneAction, [1, 0], (state, _) => [new(0.25, state, 1, false), new(0.75, 1 - state, 2, false)]);
}
