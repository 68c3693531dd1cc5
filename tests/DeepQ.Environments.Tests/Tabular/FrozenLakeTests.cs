using DeepQ.Environments.Tabular;
using DeepQ.Environments.Tests.Support;

namespace DeepQ.Environments.Tests.Tabular;

public sealed class FrozenLakeTests
{
    private const int Left = 0;
    private const int Down = 1;
    private const int Right = 2;
    private const int Up = 3;

    [Fact]
    public void A_slip_goes_to_each_side_with_a_third()
    {
        // Right from cell 14 slips down (stays at the border) or up to 10, or reaches the goal, 15.
        Assert.Equal(
            [new(1.0 / 3, 14, 0, false), new(1.0 / 3, 15, 1, true), new(1.0 / 3, 10, 0, false)],
            new FrozenLake().GetTransitions(14, Right));

        // Up from cell 4 slips left (stays) or right into the hole, 5.
        Assert.Equal(
            [new(1.0 / 3, 5, 0, true), new(1.0 / 3, 0, 0, false), new(1.0 / 3, 4, 0, false)],
            new FrozenLake().GetTransitions(4, Up));
    }

    [Fact]
    public void Firm_ice_has_one_outcome()
    {
        FrozenLake environment = new(isSlippery: false);
        Assert.Equal([new(1, 14, 0, false)], environment.GetTransitions(10, Down));
        Assert.Equal([new(1, 0, 0, false)], environment.GetTransitions(0, Left));
        Assert.Equal([new(1, 5, 0, true)], environment.GetTransitions(4, Right));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(15)]
    public void Holes_and_goal_are_never_left(int state)
    {
        for (int action = 0; action < 4; action++)
            Assert.Equal([new(1, state, 0, true)], new FrozenLake().GetTransitions(state, action));
    }

    [Fact]
    public void A_draw_chooses_the_outcome_by_cumulative_probability()
    {
        // Down from 0: slips left (stays), moves down to 4, or slips right to 1.
        FrozenLake environment = new();
        Assert.Equal((0, 4, 1), (StateAfter(0.32), StateAfter(0.34), StateAfter(0.99)));

        int StateAfter(double draw)
        {
            environment.Load(0, 0, 0);
            environment.Act(Down, new ScriptedRandom(draw));
            return environment.State;
        }
    }

    [Fact]
    public void With_100_steps_the_best_policy_of_the_4x4_map_succeeds_as_often_as_Gymnasium_says()
    {
        FrozenLake environment = new();
        Assert.Equal(0.74, Planning.OptimalValues(environment, gamma: 1, steps: 100)[0], 2);
    }

    [Fact]
    public void With_200_steps_the_best_policy_of_the_8x8_map_succeeds_as_often_as_Gymnasium_says()
    {
        FrozenLake environment = FrozenLake.Create8x8();
        Assert.Equal("FrozenLake8x8-v1", environment.Name);
        Assert.Equal(0.91, Planning.OptimalValues(environment, gamma: 1, steps: 200)[0], 2);
    }

    [Fact]
    public void Without_a_limit_the_best_policy_of_the_4x4_map_succeeds_in_14_of_17_episodes() =>
        Assert.Equal(14.0 / 17, Planning.OptimalValues(new FrozenLake(), gamma: 1, steps: 20_000)[0], 9);

    [Theory]
    [InlineData(false, 99)]
    [InlineData(true, 199)]
    public void It_truncates_at_the_limit_of_its_map(bool large, int elapsed)
    {
        FrozenLake environment = large ? FrozenLake.Create8x8() : new FrozenLake();
        environment.Load(0, elapsed - 1, 0);
        Assert.False(environment.Act(Up).Result.Truncated);
        Assert.True(environment.Act(Up).Result.Truncated);
    }

    [Fact]
    public void A_map_with_two_starts_begins_on_each_with_a_half()
    {
        FrozenLake environment = new(["SF", "GS"]);
        Assert.Equal([0.5, 0, 0, 0.5], environment.StartDistribution);
        environment.Start(new ScriptedRandom(0.49));
        Assert.Equal(0, environment.State);
        environment.Start(new ScriptedRandom(0.51));
        Assert.Equal(3, environment.State);
    }

    [Fact]
    public void A_bad_map_is_refused_with_the_place()
    {
        Assert.Equal(
            "The map has 'X' in row 1, column 0; the letters are SFHG. (Parameter 'rows')",
            Assert.Throws<ArgumentException>(() => new FrozenLake(["SF", "XG"])).Message);
        Assert.Contains(
            "rows of the same length", Assert.Throws<ArgumentException>(() => new FrozenLake(["SF", "G"])).Message,
            StringComparison.Ordinal);
        Assert.Contains(
            "needs a start", Assert.Throws<ArgumentException>(() => new FrozenLake(["FF", "FG"])).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void The_picture_shows_the_agent_on_the_map()
    {
        FrozenLake environment = new();
        environment.Load(6, 0, 0);
        Assert.Equal("SFFF\nFH@H\nFFFH\nHFFG", environment.Render());
    }
}
