using System.Numerics;

namespace DeepQ.Environments.MinAtar;

/// <summary>MinAtar's Breakout: a paddle keeps a ball in play that removes bricks.</summary>
/// <remarks>
/// <para>
/// Channels: paddle, ball, trail (where the ball was), brick. Minimal actions: no-op, left, right. Reward: 1 a brick. Terminated
/// when the ball passes the paddle; three rows of bricks come back when the last one is gone and the ball is at the bottom.
/// </para>
/// <para>
/// A saved state has 13 values: ball row, column and direction, its last row and column, paddle, strike, the bricks of rows 1 to 3 as
/// bits from the left, the action executed last, and two of the episode.
/// </para>
/// </remarks>
public sealed class Breakout : MinAtarGame
{
    private const int Bottom = Size - 1;
    private const int FirstBricks = 1;
    private const int AllOfRow = (1 << Size) - 1;
    private const uint AllBricks = (1u << 30) - 1;
    // Up-left, up-right, down-right, down-left.
    private const int UpLeft = 0;
    private const int DownRight = 2;
    private const int DownLeft = 3;

    private int _row;
    private int _column;
    private int _direction;
    private int _lastRow;
    private int _lastColumn;
    private int _paddle;
    private bool _strike;
    // Rows 1 to 3, ten bits each, the leftmost brick in the lowest bit.
    private uint _bricks;

    /// <summary>Creates the game; <see cref="MinAtarGame.Reset"/> starts the first episode.</summary>
    /// <param name="protocol">The rules; null for <see cref="MinAtarProtocol.Original"/>.</param>
    public Breakout(MinAtarProtocol? protocol = null)
        : base(nameof(Breakout), protocol ?? MinAtarProtocol.Original, [0, 1, 3], "=o'#", gameStateSize: 10)
    {
    }

    private protected override void Begin(Random random)
    {
        bool left = NextSide(random);
        (_row, _column, _direction) = (3, left ? 0 : Size - 1, left ? DownRight : DownLeft);
        (_lastRow, _lastColumn) = (_row, _column);
        (_paddle, _strike, _bricks) = (4, false, AllBricks);
    }

    private protected override int Play(int action, Random random, out bool terminated)
    {
        terminated = false;
        if (action == 1)
            _paddle = Math.Max(0, _paddle - 1);
        else if (action == 3)
            _paddle = Math.Min(Size - 1, _paddle + 1);

        (_lastRow, _lastColumn) = (_row, _column);
        int row = _row + (_direction >= DownRight ? 1 : -1);
        int column = _column + (_direction is UpLeft or DownLeft ? -1 : 1);
        if ((uint)column >= Size)
        {
            column = column < 0 ? 0 : Size - 1;
            _direction ^= 1;
        }

        int reward = 0;
        bool touched = false;
        if (row < 0)
        {
            row = 0;
            _direction = DownLeft - _direction;
        }
        else if (IsBrick(row, column))
        {
            touched = true;
            if (!_strike)
            {
                reward = 1;
                _strike = true;
                _bricks &= ~Brick(row, column);
                row = _lastRow;
                _direction = DownLeft - _direction;
            }
        }
        else if (row == Bottom)
        {
            if (_bricks == 0)
                _bricks = AllBricks;
            if (_column == _paddle)
            {
                _direction = DownLeft - _direction;
                row = _lastRow;
            }
            else if (column == _paddle)
            {
                _direction = (_direction + 2) & 3;
                row = _lastRow;
            }
            else
            {
                terminated = true;
            }
        }

        if (!touched)
            _strike = false;
        (_row, _column) = (row, column);
        return reward;
    }

    private protected override void Draw(Span<float> cells)
    {
        Set(cells, 0, Bottom, _paddle);
        Set(cells, 1, _row, _column);
        Set(cells, 2, _lastRow, _lastColumn);
        Span<float> bricks = cells[((3 * Cells) + (FirstBricks * Size))..];
        for (uint left = _bricks; left != 0; left &= left - 1)
            bricks[BitOperations.TrailingZeroCount(left)] = 1;
    }

    private protected override void Save(Span<double> state)
    {
        (state[0], state[1], state[2]) = (_row, _column, _direction);
        (state[3], state[4], state[5], state[6]) = (_lastRow, _lastColumn, _paddle, _strike ? 1 : 0);
        for (int i = 0; i < 3; i++)
            state[7 + i] = (_bricks >> (i * Size)) & AllOfRow;
    }

    private protected override void Load(ReadOnlySpan<double> state)
    {
        (_row, _column) = (Whole(state[0], 0, Bottom), Whole(state[1], 0, Size - 1));
        _direction = Whole(state[2], 0, DownLeft);
        (_lastRow, _lastColumn) = (Whole(state[3], 0, Bottom), Whole(state[4], 0, Size - 1));
        (_paddle, _strike) = (Whole(state[5], 0, Size - 1), state[6] != 0);
        _bricks = 0;
        for (int i = 0; i < 3; i++)
            _bricks |= (uint)Whole(state[7 + i], 0, AllOfRow) << (i * Size);
    }

    private bool IsBrick(int row, int column) =>
        row is >= FirstBricks and < FirstBricks + 3 && (_bricks & Brick(row, column)) != 0;

    private static uint Brick(int row, int column) => 1u << (((row - FirstBricks) * Size) + column);
}
