using DeepQ.Environments.MinAtar;

namespace DeepQ.Environments.Tests.MinAtar;

public sealed class SeaquestTests
{
    private const int Left = 1;
    private const int Up = 2;
    private const int Right = 3;
    private const int Down = 4;
    private const int Fire = 5;

    // Where things begin in the state: a count, and five values each.
    private const int Bullets = 12;
    private const int Divers = Bullets + 1 + (5 * 16);
    private const int Submarines = Divers + 1 + (5 * 16);
    private const int Bombs = Submarines + 1 + (5 * 48);
    private const int Fish = Bombs + 1 + (5 * 64);

    private const int Oxygen = 4;
    private const int Aboard = 5;
    private const int EnemyTimer = 6;
    private const int EnemyInterval = 7;
    private const int DiverTimer = 8;
    private const int MoveInterval = 9;

    [Fact]
    public void A_game_begins_at_the_top_facing_left_with_air()
    {
        Played game = Create().Steps(1);

        Assert.True(game.Shows(0, 0, 5));
        Assert.True(game.Shows(1, 0, 6));
        Assert.Equal((10, 0), (game.Count(7), game.Count(8)));
    }

    [Fact]
    public void Air_is_used_below_the_surface()
    {
        Played game = Create().Steps(1, Down);
        Assert.Equal((199, 0), (game.State[Oxygen], game.State[3]));
        Assert.Equal(9, game.Count(7));

        Assert.True(game.With((Oxygen, 0)).Step().Terminated);
        Assert.False(Create().Steps(1, Down).With((Oxygen, 1)).Step().Terminated);
    }

    [Fact]
    public void Coming_up_without_a_diver_ends_the_game() => Assert.True(Create().Steps(1, Down).Step(Up).Terminated);

    [Fact]
    public void Coming_up_with_divers_costs_one_and_brings_air()
    {
        Played game = Create().Steps(1, Down).With((Aboard, 3), (Oxygen, 20));

        Assert.Equal(new StepResult(0, false, false), game.Step(Up));
        Assert.Equal((200, 2, 1), (game.State[Oxygen], game.State[Aboard], game.State[3]));
        // At the surface it stays so.
        Assert.Equal(2, game.Steps(3).State[Aboard]);
    }

    [Theory]
    [InlineData(200, 10)]
    [InlineData(199, 9)]
    [InlineData(21, 1)]
    [InlineData(19, 0)]
    public void Six_divers_are_worth_the_air_that_is_left(int oxygen, int reward)
    {
        Played game = Create().Steps(1, Down).With((Aboard, 6), (Oxygen, oxygen));

        Assert.Equal(reward, game.Step(Up).Reward);
        Assert.Equal(-1, game.State[Aboard]);
    }

    [Fact]
    public void With_one_diver_less_than_none_it_may_come_up_and_with_none_again_it_may_not()
    {
        Played game = Create().Steps(1, Down).With((Aboard, -1));
        Assert.Equal(0, game.Count(8));
        Assert.False(game.Step(Up).Terminated);
        Assert.Equal(-2, game.State[Aboard]);

        Played unlucky = Create().Steps(1, Down).With((Aboard, -1), (Divers, 1), (Divers + 1, 1), (Divers + 2, 5), (Divers + 4, 5));
        Assert.Equal(0, unlucky.Steps(1).State[Aboard]);
        Assert.True(unlucky.Step(Up).Terminated);
    }

    [Fact]
    public void Coming_up_makes_it_harder_and_every_second_time_faster()
    {
        Played game = Create();
        List<(double, double)> intervals = [];
        for (int i = 0; i < 5; i++)
        {
            Quiet(game).Steps(1, Down).With((Aboard, 5)).Steps(1, Up);
            intervals.Add((game.State[EnemyInterval], game.State[MoveInterval]));
        }

        Assert.Equal([(19, 5), (18, 4), (17, 4), (16, 3), (15, 3)], intervals);
        game.With((EnemyInterval, 1), (MoveInterval, 2));
        Quiet(game).Steps(1, Down).With((Aboard, 5)).Steps(1, Up);
        Assert.Equal((1, 2), (game.State[EnemyInterval], game.State[MoveInterval]));
    }

    [Fact]
    public void Enemies_come_in_step_21_and_every_20_steps()
    {
        Played game = Create(value: 0.4).Steps(20);
        Assert.Equal(0, game.Count(5));
        Assert.Equal(1, game.Steps(1).Count(5));
        Assert.True(game.Shows(5, 1, 0));
        Assert.Equal(1, game.Steps(19).State[Fish]);
        Assert.Equal(2, game.Steps(1).State[Fish]);
    }

    [Fact]
    public void One_in_three_is_a_submarine() => Assert.True(Create(value: 0.3, whole: 3).Steps(21).Shows(6, 4, 0));

    [Fact]
    public void None_comes_into_a_row_where_another_goes_the_other_way()
    {
        Played game = Create(value: 0.4).With((EnemyTimer, 0), (Fish, 1), (Fish + 1, 1), (Fish + 2, 5), (Fish + 3, 0), (Fish + 4, 3));
        Assert.Equal(1, game.Steps(1).State[Fish]);

        game.With((EnemyTimer, 0), (Fish + 3, 1));
        Assert.Equal(2, game.Steps(1).State[Fish]);
    }

    [Theory]
    [InlineData(Fish, 5, 6)]
    [InlineData(Submarines, 3, 4)]
    public void An_enemy_moves_once_in_its_interval_and_one_step(int kind, int interval, int period)
    {
        Played game = Create().With((MoveInterval, interval), (kind, 1), (kind + 1, 4), (kind + 2, 2), (kind + 3, 1), (kind + 5, 99));
        Assert.Equal(3, Quiet(game).Steps(1).State[kind + 2]);
        Assert.Equal(3, Quiet(game).Steps(period - 1).State[kind + 2]);
        Assert.Equal(4, Quiet(game).Steps(1).State[kind + 2]);
    }

    [Fact]
    public void A_submarine_shoots_once_in_eleven_steps()
    {
        // One that comes has its timers tick in the same step.
        Played game = Quiet(Create(value: 0.3).With((EnemyTimer, 0))).With((EnemyTimer, 0)).Steps(1);
        Assert.Equal((1, 9), (game.State[Submarines], game.State[Submarines + 5]));
        Assert.Equal(0, Quiet(game).Steps(9).State[Bombs]);
        Assert.Equal(1, Quiet(game).Steps(1).State[Bombs]);
        Assert.Equal(10, game.State[Submarines + 5]);
    }

    [Fact]
    public void One_that_leaves_the_grid_may_still_shoot_what_is_gone_at_once()
    {
        Played game = Create().With((Submarines, 1), (Submarines + 1, 4), (Submarines + 2, 9), (Submarines + 3, 1)).Steps(1);

        Assert.Equal((0, 0), (game.State[Submarines], game.State[Bombs]));
    }

    [Theory]
    [InlineData(Fish)]
    [InlineData(Submarines)]
    public void An_enemy_at_the_submarine_ends_the_game(int kind)
    {
        Assert.True(At(kind, column: 5, moveTimer: 3).Step().Terminated);
        Assert.True(At(kind, column: 4, moveTimer: 0).Step().Terminated);
        Assert.False(At(kind, column: 4, moveTimer: 1).Step().Terminated);
    }

    [Fact]
    public void A_bullet_of_an_enemy_ends_the_game_where_it_is_and_where_it_comes_to()
    {
        Assert.True(At(Bombs, column: 5, moveTimer: 0).Step().Terminated);
        Assert.True(At(Bombs, column: 4, moveTimer: 0).Step().Terminated);
        Assert.False(At(Bombs, column: 6, moveTimer: 0).Step().Terminated);
    }

    [Theory]
    [InlineData(Fish)]
    [InlineData(Submarines)]
    public void What_a_bullet_meets_is_gone_with_it(int kind)
    {
        // The bullet moves first, to the left; the enemy stands there.
        Played game = At(kind, column: 4, moveTimer: 3).With((kind + 5, 9));
        Assert.Equal(1, game.Step(Fire).Reward);
        Assert.Equal((0, 0), (game.State[kind], game.State[Bullets]));

        // The enemy comes to where the bullet is.
        game = At(kind, column: 2, moveTimer: 0).With((kind + 5, 9), (Bullets, 1), (Bullets + 1, 1), (Bullets + 2, 4));
        Assert.Equal(1, game.Step().Reward);
        Assert.Equal((0, 0), (game.State[kind], game.State[Bullets]));
    }

    [Fact]
    public void It_fires_where_it_faces_once_in_five_steps()
    {
        Played game = Create().Steps(1, Right).Steps(1, Fire);
        Assert.True(game.Shows(2, 0, 7));
        game.Steps(1, Left);
        Assert.Equal(0, game.Steps(3, Fire).State[Bullets]);
        Assert.True(game.Steps(1, Fire).Shows(2, 0, 4));
    }

    [Fact]
    public void Divers_are_taken_aboard_where_they_are_and_where_they_come_to()
    {
        Assert.Equal(1, At(Divers, column: 5, moveTimer: 5).Steps(1).State[Aboard]);
        Assert.Equal(1, At(Divers, column: 4, moveTimer: 0).Steps(1).State[Aboard]);
        Assert.Equal(0, At(Divers, column: 4, moveTimer: 1).Steps(1).State[Aboard]);
        Played full = At(Divers, column: 5, moveTimer: 5).With((Aboard, 6)).Steps(1);
        Assert.Equal((6, 1), (full.State[Aboard], full.State[Divers]));
    }

    [Fact]
    public void A_diver_comes_in_step_31_and_every_30_steps_and_moves_every_6()
    {
        Played game = Create(value: 0.4, whole: 6);
        for (int i = 0; i < 30; i++)
            game.With((EnemyTimer, 9)).Steps(1);
        Assert.Equal(0, game.State[Divers]);
        game.With((EnemyTimer, 9)).Steps(1);
        Assert.True(game.Shows(9, 7, 0));
        for (int i = 0; i < 4; i++)
            game.With((EnemyTimer, 9)).Steps(1);
        Assert.Equal(0, game.State[Divers + 2]);
        Assert.Equal(1, game.With((EnemyTimer, 9)).Steps(1).State[Divers + 2]);
    }

    [Fact]
    public void Gauges_are_in_the_last_row()
    {
        Played game = Create().Steps(1, Down).With((Oxygen, 101), (Aboard, 4)).Steps(1);

        // 100 of 200, and divers from the right.
        Assert.Equal([5, 4], [game.Count(7), game.Count(8)]);
        Assert.True(game.Shows(8, 9, 8) && game.Shows(8, 9, 5) && !game.Shows(8, 9, 9));
    }

    private static Played Create(double value = 0.5, int whole = 0) => new(protocol => new Seaquest(protocol), value, whole);

    // Nothing comes in the next steps.
    private static Played Quiet(Played game) => game.With((EnemyTimer, 20), (DiverTimer, 30));

    // The submarine at row 1, column 5, and something in its row that goes to the right.
    private static Played At(int kind, int column, int moveTimer) => Quiet(Create()).With(
        (1, 1), (3, 0), (kind, 1), (kind + 1, 1), (kind + 2, column), (kind + 3, 1), (kind + 4, moveTimer), (kind + 5, 9));
}
