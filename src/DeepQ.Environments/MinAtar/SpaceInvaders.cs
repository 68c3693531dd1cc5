using System.Numerics;

namespace DeepQ.Environments.MinAtar;

/// <summary>MinAtar's Space Invaders: a cannon shoots at aliens that come down and shoot back.</summary>
/// <remarks>
/// <para>
/// Channels: cannon, alien, alien of a wave that goes left, of one that goes right, bullet of the cannon, bullet of an alien. Minimal
/// actions: no-op, left, right, fire. Reward: 1 an alien. Terminated when an alien or its bullet meets the cannon, or a wave turns in
/// the last row. Each wave moves faster than the one before.
/// </para>
/// <para>
/// A saved state has 41 values: the cannon's column, whether the wave goes right, its interval, the steps until its next move and
/// its next shot, the cannon's cooldown, the number of ramps, the ten rows of aliens, of the cannon's bullets and of the aliens' as
/// bits from the left, shot and wave included, the action executed last, and two of the episode.
/// </para>
/// </remarks>
public sealed class SpaceInvaders : MinAtarGame
{
    private const int Bottom = Size - 1;
    private const int WaveRows = 4;
    private const int Wave = 0b0011_1111_00;
    private const int AllColumns = (1 << Size) - 1;
    private const int FirstInterval = 12;
    private const int LeastInterval = 6;
    private const int ShotInterval = 10;
    private const int Cooldown = 5;

    // One row of bits each, the leftmost column in the lowest bit.
    private readonly int[] _aliens = new int[Size];
    private readonly int[] _shots = new int[Size];
    private readonly int[] _bombs = new int[Size];
    private int _column;
    private bool _movesRight;
    private int _interval;
    private int _moveTimer;
    private int _shotTimer;
    private int _cooldown;
    private int _ramps;

    /// <summary>Creates the game; <see cref="MinAtarGame.Reset"/> starts the first episode.</summary>
    /// <param name="protocol">The rules; null for <see cref="MinAtarProtocol.Original"/>.</param>
    public SpaceInvaders(MinAtarProtocol? protocol = null)
        : base(
            nameof(SpaceInvaders),
            protocol ?? MinAtarProtocol.Original,
            [0, 1, 3, 5],
            "Ax<>|!",
            gameStateSize: 7 + (3 * Size))
    {
    }

    private protected override void Begin(Random random)
    {
        (_column, _movesRight) = (5, false);
        _interval = _moveTimer = FirstInterval;
        (_shotTimer, _cooldown, _ramps) = (ShotInterval, 0, 0);
        Array.Clear(_aliens);
        Array.Clear(_shots);
        Array.Clear(_bombs);
        _aliens.AsSpan(0, WaveRows).Fill(Wave);
    }

    private protected override int Play(int action, Random random, out bool terminated)
    {
        if (action == 5 && _cooldown == 0)
        {
            _shots[Bottom] |= 1 << _column;
            _cooldown = Cooldown;
        }
        else if (action == 1)
        {
            _column = Math.Max(0, _column - 1);
        }
        else if (action == 3)
        {
            _column = Math.Min(Size - 1, _column + 1);
        }

        int cannon = 1 << _column;
        _shots.AsSpan(1).CopyTo(_shots);
        _shots[Bottom] = 0;
        _bombs.AsSpan(0, Bottom).CopyTo(_bombs.AsSpan(1));
        _bombs[0] = 0;
        terminated = ((_bombs[Bottom] | _aliens[Bottom]) & cannon) != 0;
        if (_moveTimer == 0)
        {
            MoveWave(ref terminated);
            terminated |= (_aliens[Bottom] & cannon) != 0;
        }

        if (_shotTimer == 0)
        {
            _shotTimer = ShotInterval;
            Bomb();
        }

        int reward = 0;
        int alive = 0;
        for (int row = 0; row < Size; row++)
        {
            int hit = _aliens[row] & _shots[row];
            _aliens[row] ^= hit;
            _shots[row] ^= hit;
            reward += BitOperations.PopCount((uint)hit);
            alive |= _aliens[row];
        }

        if (_cooldown > 0)
            _cooldown--;
        _moveTimer--;
        _shotTimer--;
        if (alive == 0)
        {
            if (_interval > LeastInterval && Protocol.Ramping)
            {
                _interval--;
                _ramps++;
            }

            _aliens.AsSpan(0, WaveRows).Fill(Wave);
        }

        return reward;
    }

    private protected override void Draw(Span<float> cells)
    {
        Set(cells, 0, Bottom, _column);
        for (int row = 0; row < Size; row++)
        {
            SetRow(cells, 1, row, _aliens[row]);
            SetRow(cells, _movesRight ? 3 : 2, row, _aliens[row]);
            SetRow(cells, 4, row, _shots[row]);
            SetRow(cells, 5, row, _bombs[row]);
        }

        static void SetRow(Span<float> cells, int channel, int row, int bits)
        {
            int start = (channel * Cells) + (row * Size);
            for (; bits != 0; bits &= bits - 1)
                cells[start + BitOperations.TrailingZeroCount(bits)] = 1;
        }
    }

    private protected override void Save(Span<double> state)
    {
        (state[0], state[1], state[2]) = (_column, _movesRight ? 1 : 0, _interval);
        (state[3], state[4], state[5], state[6]) = (_moveTimer, _shotTimer, _cooldown, _ramps);
        for (int row = 0; row < Size; row++)
        {
            state[7 + row] = _aliens[row];
            state[7 + Size + row] = _shots[row];
            state[7 + (2 * Size) + row] = _bombs[row];
        }
    }

    private protected override void Load(ReadOnlySpan<double> state)
    {
        (_column, _movesRight) = (Whole(state[0], 0, Size - 1), state[1] != 0);
        (_interval, _moveTimer) = (Whole(state[2], LeastInterval, FirstInterval), Whole(state[3], 0, FirstInterval));
        (_shotTimer, _cooldown) = (Whole(state[4], 0, ShotInterval), Whole(state[5], 0, Cooldown));
        _ramps = Whole(state[6], 0, FirstInterval);
        for (int row = 0; row < Size; row++)
        {
            _aliens[row] = Whole(state[7 + row], 0, AllColumns);
            _shots[row] = Whole(state[7 + Size + row], 0, AllColumns);
            _bombs[row] = Whole(state[7 + (2 * Size) + row], 0, AllColumns);
        }
    }

    private void MoveWave(ref bool terminated)
    {
        int alive = 0;
        int columns = 0;
        foreach (int row in _aliens)
        {
            alive += BitOperations.PopCount((uint)row);
            columns |= row;
        }

        _moveTimer = Math.Min(alive, _interval);
        if ((columns & (_movesRight ? 1 << (Size - 1) : 1)) != 0)
        {
            _movesRight = !_movesRight;
            terminated |= _aliens[Bottom] != 0;
            _aliens.AsSpan(0, Bottom).CopyTo(_aliens.AsSpan(1));
            _aliens[0] = 0;
            return;
        }

        for (int row = 0; row < Size; row++)
            _aliens[row] = _movesRight ? _aliens[row] << 1 : _aliens[row] >> 1;
    }

    // From the lowest alien of the column nearest to the cannon; the left one of two equally near.
    private void Bomb()
    {
        int columns = 0;
        foreach (int row in _aliens)
            columns |= row;
        for (int distance = 0; distance < Size; distance++)
        {
            foreach (int column in (ReadOnlySpan<int>)[_column - distance, _column + distance])
            {
                if ((uint)column >= Size || (columns & (1 << column)) == 0)
                    continue;
                int row = Bottom;
                while ((_aliens[row] & (1 << column)) == 0)
                    row--;
                _bombs[row] |= 1 << column;
                return;
            }
        }
    }
}
