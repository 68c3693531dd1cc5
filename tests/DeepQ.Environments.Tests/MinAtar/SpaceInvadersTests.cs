using DeepQ.Environments.MinAtar;

namespace DeepQ.Environments.Tests.MinAtar;

public sealed class SpaceInvadersTests
{
    private const int Fire = 5;
    private const int Interval = 2;
    private const int MoveTimer = 3;
    private const int ShotTimer = 4;
    private const int Aliens = 7;
    private const int Shots = 17;
    private const int Bombs = 27;
    private const int Wave = 252;

    [Fact]
    public void A_game_begins_with_24_aliens_that_go_left()
    {
        Played game = Create().Steps(1);

        Assert.Equal((24, 24, 0), (game.Count(1), game.Count(2), game.Count(3)));
        Assert.True(game.Shows(0, 9, 5));
        Assert.Equal([Wave, Wave, Wave, Wave, 0], game.State[Aliens..(Aliens + 5)]);
    }

    [Fact]
    public void A_bullet_is_in_row_8_after_its_own_step_and_the_next_one_waits()
    {
        Played game = Create().Steps(1, Fire);
        Assert.True(game.Shows(4, 8, 5));

        // Five steps until it may fire again.
        game.Steps(4, Fire);
        Assert.Equal(1, game.Count(4));
        game.Steps(1, Fire);
        Assert.True(game.Shows(4, 8, 5));
    }

    [Fact]
    public void An_alien_that_is_hit_is_gone_with_the_bullet()
    {
        Played game = Create().With((Shots + 4, 32));

        Assert.Equal(1, game.Step().Reward);
        Assert.Equal((23, 0), (game.Count(1), game.Count(4)));
        Assert.False(game.Shows(1, 3, 5));
    }

    [Fact]
    public void The_wave_goes_on_one_column_every_12_steps()
    {
        Played game = Create().With((ShotTimer, 10)).Steps(12);
        Assert.Equal(Wave, game.State[Aliens]);

        Assert.Equal(Wave >> 1, game.Steps(1).State[Aliens]);
    }

    [Theory]
    [InlineData(0, 1, 1)]
    [InlineData(1, 512, 0)]
    public void At_the_edge_the_wave_turns_and_comes_down(int right, int edge, int turned)
    {
        Played game = Create().With((1, right), (MoveTimer, 0), (Aliens, edge), (Aliens + 1, 0), (Aliens + 2, 0), (Aliens + 3, 0)).Steps(1);

        Assert.Equal(turned, game.State[1]);
        Assert.Equal([0, edge], game.State[Aliens..(Aliens + 2)]);
    }

    [Fact]
    public void The_fewer_are_left_the_faster_they_are()
    {
        Played game = Create().With((MoveTimer, 0), (Aliens, 0), (Aliens + 1, 0), (Aliens + 2, 0), (Aliens + 3, 56)).Steps(1);

        // Three of them: once in three steps.
        Assert.Equal(2, game.State[MoveTimer]);
    }

    [Fact]
    public void A_wave_that_turns_in_the_last_row_ends_the_game() => Assert.True(
        Create().With((MoveTimer, 0), (Aliens + 9, 1)).Step().Terminated);

    [Fact]
    public void An_alien_or_its_bullet_at_the_cannon_ends_the_game()
    {
        Assert.True(Create().With((Aliens + 9, 32)).Step().Terminated);
        Assert.True(Create().With((MoveTimer, 0), (Aliens + 9, 64)).Step().Terminated);
        Assert.True(Create().With((Bombs + 8, 32)).Step().Terminated);
        Assert.False(Create().With((Bombs + 8, 16)).Step().Terminated);
    }

    [Theory]
    [InlineData(5, 5)]
    [InlineData(0, 2)]
    [InlineData(9, 7)]
    public void The_lowest_of_the_nearest_column_shoots(int cannon, int column)
    {
        Played game = Create().With((0, cannon), (ShotTimer, 0)).Steps(1);

        Assert.True(game.Shows(5, 3, column));
        Assert.Equal(1, game.Count(5));
        // It has ten steps until the next, this one included.
        Assert.Equal(9, game.State[ShotTimer]);
    }

    [Fact]
    public void Of_two_columns_that_are_as_near_the_left_one_shoots() => Assert.True(
        Create().With((ShotTimer, 0), (Aliens, 0), (Aliens + 1, 0), (Aliens + 2, 0), (Aliens + 3, 16 + 64)).Steps(1).Shows(5, 3, 4));

    [Fact]
    public void A_bullet_of_an_alien_falls_one_row_a_step()
    {
        Played game = Create().With((Bombs, 1)).Steps(1);
        Assert.True(game.Shows(5, 1, 0));
        Assert.True(game.Steps(1).Shows(5, 2, 0));
        Assert.Equal(0, Create().With((Bombs + 9, 1)).Steps(1).State[Bombs + 9]);
    }

    [Fact]
    public void A_new_wave_comes_faster_and_leaves_all_else_as_it_is()
    {
        Played game = LastAlien();

        Assert.Equal(1, game.Step().Reward);
        Assert.Equal((11, 1), (game.State[Interval], game.State[1]));
        Assert.Equal([Wave, Wave, Wave, Wave, 0], game.State[Aliens..(Aliens + 5)]);
        Assert.Equal(6, LastAlien().With((Interval, 6)).Steps(1).State[Interval]);
        Assert.Equal(12, LastAlien(ramping: false).Steps(1).State[Interval]);
    }

    private static Played LastAlien(bool ramping = true) => Create(ramping).With(
        (1, 1), (Aliens, 0), (Aliens + 1, 0), (Aliens + 2, 0), (Aliens + 3, 32), (Shots + 4, 32));

    private static Played Create(bool ramping = true) => new(protocol => new SpaceInvaders(protocol with { Ramping = ramping }));
}
