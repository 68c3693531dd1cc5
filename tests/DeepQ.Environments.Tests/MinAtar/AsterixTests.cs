using DeepQ.Environments.MinAtar;

namespace DeepQ.Environments.Tests.MinAtar;

public sealed class AsterixTests
{
    // Right and gold; right and an enemy; left and an enemy.
    private const double Gold = 0.2;
    private const double Enemy = 0.4;
    private const double FromTheRight = 0.6;

    [Fact]
    public void The_first_thing_comes_in_step_11_and_another_every_10_steps()
    {
        Played game = new Played(Create, Gold).Steps(10);
        Assert.Equal(0, game.Count(3));
        game.Steps(1);
        // It moves in the step in which it comes.
        Assert.True(game.Shows(3, 1, 1));
        game.Steps(9);
        Assert.Equal(1, game.Count(3));
        // The first free slot is the second row now.
        game.Steps(1);
        Assert.True(game.Shows(3, 2, 1));
    }

    [Fact]
    public void Things_move_in_step_6_and_every_5_steps()
    {
        Played game = Thing(row: 1, column: 3, right: true, gold: false);

        Assert.Equal([3, 3, 3, 3, 3, 4, 4, 4, 4, 4, 5], Enumerable.Range(0, 11).Select(_ => Column(game)));

        static double Column(Played game)
        {
            game.Steps(1);
            return game.State[9];
        }
    }

    [Theory]
    [InlineData(true, 2)]
    [InlineData(false, 4)]
    public void A_trail_is_behind_what_moves(bool right, int trail) =>
        Assert.True(Thing(1, 3, right, gold: true).Steps(1).Shows(2, 1, trail));

    [Fact]
    public void Gold_is_gathered_where_it_is_and_where_it_comes_to()
    {
        Played game = Thing(5, 6, right: false, gold: true);
        Assert.Equal(1, game.Step(3).Reward);
        Assert.Equal(0, game.Count(3));

        game = Thing(5, 4, right: true, gold: true).With((4, 0));
        Assert.Equal(new StepResult(1, false, false), game.Step());
    }

    [Fact]
    public void An_enemy_ends_the_game_where_it_is_and_where_it_comes_to()
    {
        Assert.True(Thing(5, 6, right: false, gold: false).Step(3).Terminated);
        Assert.True(Thing(5, 4, right: true, gold: false).With((4, 0)).Step().Terminated);
        Assert.False(Thing(5, 4, right: true, gold: false).With((4, 1)).Step().Terminated);
    }

    [Fact]
    public void What_leaves_the_grid_is_gone() =>
        Assert.Equal(0, Thing(1, 9, right: true, gold: false).With((4, 0)).Steps(1).State[8]);

    [Fact]
    public void What_comes_is_what_is_drawn()
    {
        Assert.True(new Played(Create, FromTheRight, whole: 7).Steps(11).Shows(1, 8, 8));
        Assert.True(new Played(Create, Enemy, whole: 2).Steps(11).Shows(1, 3, 1));
    }

    [Fact]
    public void The_player_stays_in_rows_1_to_8()
    {
        Played game = new(Create);
        game.With((1, 1)).Step(2);
        Assert.Equal(1, game.State[1]);
        game.With((1, 8)).Step(4);
        Assert.Equal(8, game.State[1]);
        game.With((0, 0)).Step(1);
        Assert.Equal(0, game.State[0]);
        game.With((0, 9)).Step(3);
        Assert.Equal(9, game.State[0]);
    }

    [Fact]
    public void It_grows_harder_every_102_steps_and_moves_faster_every_second_time()
    {
        Played game = new(Create, Gold);
        (double, double)[] intervals = [.. Enumerable.Range(0, 5).Select(_ =>
        {
            game.Steps(102);
            return (game.State[3], game.State[5]);
        })];

        Assert.Equal([(9, 5), (8, 4), (7, 4), (6, 3), (5, 3)], intervals);
        // In the end a thing comes and moves at each step, and nothing changes any more.
        game.Steps(102 * 20);
        Assert.Equal((1, 1), (game.State[3], game.State[5]));
    }

    [Fact]
    public void Without_ramping_it_stays_as_it_is() => Assert.Equal(
        10, new Played(protocol => new Asterix(protocol with { Ramping = false }), Gold).Steps(500).State[3]);

    private static Asterix Create(MinAtarProtocol protocol) => new(protocol);

    private static Played Thing(int row, int column, bool right, bool gold)
    {
        int start = 8 + (4 * (row - 1));
        return new Played(Create, Gold).With((start, 1), (start + 1, column), (start + 2, right ? 1 : 0), (start + 3, gold ? 1 : 0));
    }
}
