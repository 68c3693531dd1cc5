using DeepQ.Environments.MinAtar;

namespace DeepQ.Environments.Tests.MinAtar;

public sealed class FreewayTests
{
    private const int Up = 2;
    private const int Down = 4;

    [Fact]
    public void The_chicken_moves_in_step_4_and_every_third_step()
    {
        Played game = Road();

        Assert.Equal([9, 9, 9, 8, 8, 8, 7], Enumerable.Range(0, 7).Select(_ =>
        {
            game.Steps(1, Up);
            return game.State[0];
        }));
        game.Steps(3, Down);
        Assert.Equal(8, game.State[0]);
    }

    [Fact]
    public void Waiting_for_a_move_costs_nothing_where_none_is_made() =>
        Assert.Equal(8, Road().Steps(10).Steps(1, Up).State[0]);

    [Fact]
    public void Across_brings_a_reward_and_a_new_road_on_which_cars_stay_where_they_are()
    {
        Played game = Road().With((0, 1), (1, 0));
        game.Draws.Whole = 3;
        game.Draws.Value = 0.7;

        Assert.Equal(1, game.Step(Up).Reward);
        double[] state = game.State;
        Assert.Equal(9, state[0]);
        // Column, speed, direction, and one step of the wait.
        Assert.Equal([7, 4, 0, 3], state[3..7]);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(3, 4)]
    [InlineData(5, 6)]
    public void A_car_of_speed_n_moves_every_n_plus_1_steps(int speed, int period)
    {
        Played game = Road().With((4, speed), (5, 1), (6, 0), (3, 0));
        game.Steps(1);
        Assert.Equal(1, game.State[3]);
        game.Steps(period - 1);
        Assert.Equal(1, game.State[3]);
        game.Steps(1);
        Assert.Equal(2, game.State[3]);
    }

    [Theory]
    [InlineData(9, true, 0)]
    [InlineData(0, false, 9)]
    public void Cars_go_round(int column, bool right, int next) =>
        Assert.Equal(next, Road().With((3, column), (5, right ? 1 : 0), (6, 0)).Steps(1).State[3]);

    [Fact]
    public void A_car_sends_the_chicken_back_before_and_after_it_moves()
    {
        // The car of row 5 is the fifth.
        const int car = 3 + (4 * 4);
        Played before = Road().With((0, 5), (car, 4), (car + 3, 3));
        Assert.Equal(new StepResult(0, false, false), before.Step());
        Assert.Equal(9, before.State[0]);
        Assert.Equal(9, Road().With((0, 5), (car, 3), (car + 2, 1), (car + 3, 0)).Steps(1).State[0]);
        Assert.Equal(5, Road().With((0, 5), (car, 3), (car + 2, 1), (car + 3, 1)).Steps(1).State[0]);
    }

    [Fact]
    public void The_channel_of_a_trail_is_the_speed()
    {
        Played game = Road().With((3, 0), (4, 2), (5, 1), (6, 2)).Steps(1);

        Assert.True(game.Shows(1, 1, 0));
        Assert.True(game.Shows(3, 1, 9));
    }

    [Fact]
    public void A_game_ends_after_2501_steps()
    {
        Played game = new Played(protocol => new Freeway(protocol)).Steps(2_500);

        Assert.Equal(new StepResult(0, true, false), game.Step());
    }

    [Fact]
    public void Nobody_gets_across_more_than_92_times()
    {
        // All cars stand behind the chicken's column, and hardly ever come.
        Played game = new(protocol => new Freeway(protocol));
        for (int step = 0; step < 2_501; step++)
            Cleared(game).Step(Up);

        Assert.Equal(92, game.Return);
    }

    private static Played Road() => Cleared(new Played(protocol => new Freeway(protocol), whole: 4));

    // Cars at column 7 that wait as long as they can.
    private static Played Cleared(Played game) => game.With(
        [.. Enumerable.Range(0, 8).SelectMany(car => new[] { (3 + (4 * car), 7.0), (6 + (4 * car), 5.0) })]);
}
