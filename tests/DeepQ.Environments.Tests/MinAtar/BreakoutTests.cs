using DeepQ.Environments.MinAtar;

namespace DeepQ.Environments.Tests.MinAtar;

public sealed class BreakoutTests
{
    private const int UpLeft = 0;
    private const int UpRight = 1;
    private const int DownRight = 2;
    private const int DownLeft = 3;
    private const int All = 1023;

    [Theory]
    [InlineData(0.4, 0, DownRight)]
    [InlineData(0.6, 9, DownLeft)]
    public void The_ball_comes_from_either_side(double draw, int column, int direction)
    {
        Played game = new(protocol => new Breakout(protocol), draw);

        Assert.Equal([3, column, direction, 3, column, 4, 0, All, All, All], game.State[..10]);
        Assert.Equal(30, game.Count(3));
    }

    [Fact]
    public void A_brick_is_taken_and_the_ball_turns_back()
    {
        Played game = Ball(4, 5, UpLeft);

        Assert.Equal(1, game.Step().Reward);
        Assert.Equal([4, 4, DownLeft], game.State[..3]);
        Assert.Equal((1, All - 16), (game.State[6], game.State[9]));
        Assert.False(game.Shows(3, 3, 4));
    }

    [Fact]
    public void After_a_strike_the_ball_goes_through_until_it_touches_none()
    {
        Played game = Ball(4, 5, UpLeft).With((6, 1));

        Assert.Equal(0, game.Step().Reward);
        Assert.Equal([3, 4, UpLeft], game.State[..3]);
        Assert.Equal((1, All), (game.State[6], game.State[9]));
        game.With((7, 0), (8, 0)).Step();
        Assert.Equal(0, game.State[6]);
    }

    [Theory]
    [InlineData(5, 0, UpLeft, 4, 0, UpRight)]
    [InlineData(5, 9, DownRight, 6, 9, DownLeft)]
    [InlineData(0, 5, UpRight, 0, 6, DownRight)]
    [InlineData(0, 0, UpLeft, 0, 0, DownRight)]
    public void Walls_turn_the_ball_back(int row, int column, int direction, int nextRow, int nextColumn, int nextDirection)
    {
        Played game = Ball(row, column, direction).With((7, 0), (8, 0), (9, 0)).Steps(1);

        Assert.Equal([nextRow, nextColumn, nextDirection, row, column], game.State[..5]);
    }

    [Theory]
    [InlineData(5, UpRight)]
    [InlineData(6, UpLeft)]
    public void The_paddle_plays_the_ball_from_where_it_was_or_comes_to(int paddle, int direction)
    {
        Played game = Ball(8, 5, DownRight).With((5, paddle)).Steps(1);

        Assert.Equal([8, 6, direction], game.State[..3]);
    }

    [Fact]
    public void A_ball_that_passes_the_paddle_ends_the_game() =>
        Assert.Equal(new StepResult(0, true, false), Ball(8, 5, DownRight).With((5, 4)).Step());

    [Fact]
    public void Bricks_come_back_when_the_ball_is_at_the_bottom_and_none_is_left()
    {
        Played game = Ball(7, 5, DownRight).With((5, 7), (7, 0), (8, 0), (9, 0)).Steps(1);
        Assert.Equal(0, game.Count(3));

        game.Steps(1);
        Assert.Equal(30, game.Count(3));
    }

    [Fact]
    public void The_paddle_stays_on_the_grid()
    {
        Played game = Ball(0, 5, UpRight).With((5, 0));
        game.Step(1);
        Assert.Equal(0, game.State[5]);
        game.With((5, 9)).Step(3);
        Assert.Equal(9, game.State[5]);
    }

    private static Played Ball(int row, int column, int direction) =>
        new Played(protocol => new Breakout(protocol)).With((0, row), (1, column), (2, direction));
}
