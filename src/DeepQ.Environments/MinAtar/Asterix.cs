namespace DeepQ.Environments.MinAtar;

/// <summary>MinAtar's Asterix: a player gathers gold and keeps out of the way of enemies.</summary>
/// <remarks>
/// <para>
/// Channels: player, enemy, trail (the cell behind what moves), gold. Minimal actions: all but fire. Reward: 1 a piece of gold.
/// Terminated when the player meets an enemy. Things appear and move more often as the game proceeds.
/// </para>
/// <para>
/// A saved state has 42 values: player column and row, five timers and speeds (until the next spawn and its interval, until the next
/// move and its interval, until the next ramp), the number of ramps, for each of the 8 rows whether something is there, its column,
/// whether it goes right and whether it is gold, the action executed last, and two of the episode.
/// </para>
/// </remarks>
public sealed class Asterix : MinAtarGame
{
    private const int Slots = 8;
    private const int RampInterval = 100;
    private const int FirstSpawnInterval = 10;
    private const int FirstMoveInterval = 5;

    private readonly bool[] _taken = new bool[Slots];
    private readonly bool[] _movesRight = new bool[Slots];
    private readonly bool[] _isGold = new bool[Slots];
    private readonly int[] _columns = new int[Slots];
    private int _column;
    private int _row;
    private int _spawnTimer;
    private int _spawnInterval;
    private int _moveTimer;
    private int _moveInterval;
    private int _rampTimer;
    private int _ramps;

    /// <summary>Creates the game; <see cref="MinAtarGame.Reset"/> starts the first episode.</summary>
    /// <param name="protocol">The rules; null for <see cref="MinAtarProtocol.Original"/>.</param>
    public Asterix(MinAtarProtocol? protocol = null)
        : base(nameof(Asterix), protocol ?? MinAtarProtocol.Original, [0, 1, 2, 3, 4], "@x-$", gameStateSize: 8 + (4 * Slots))
    {
    }

    private protected override void Begin(Random random)
    {
        (_column, _row) = (5, 5);
        Array.Clear(_taken);
        _spawnTimer = _spawnInterval = FirstSpawnInterval;
        _moveTimer = _moveInterval = FirstMoveInterval;
        (_rampTimer, _ramps) = (RampInterval, 0);
    }

    private protected override int Play(int action, Random random, out bool terminated)
    {
        if (_spawnTimer == 0)
        {
            Spawn(random);
            _spawnTimer = _spawnInterval;
        }

        switch (action)
        {
            case 1:
                _column = Math.Max(0, _column - 1);
                break;
            case 2:
                _row = Math.Max(1, _row - 1);
                break;
            case 3:
                _column = Math.Min(Size - 1, _column + 1);
                break;
            case 4:
                _row = Math.Min(Slots, _row + 1);
                break;
        }

        terminated = false;
        // Only what is in the player's row can meet it.
        int reward = Meet(_row - 1, ref terminated);
        if (_moveTimer == 0)
        {
            _moveTimer = _moveInterval;
            for (int slot = 0; slot < Slots; slot++)
            {
                if (!_taken[slot])
                    continue;
                _columns[slot] += _movesRight[slot] ? 1 : -1;
                _taken[slot] = (uint)_columns[slot] < Size;
            }

            reward += Meet(_row - 1, ref terminated);
        }

        _spawnTimer--;
        _moveTimer--;
        if (Protocol.Ramping)
            Ramp();
        return reward;
    }

    private protected override void Draw(Span<float> cells)
    {
        Set(cells, 0, _row, _column);
        for (int slot = 0; slot < Slots; slot++)
        {
            if (!_taken[slot])
                continue;
            Set(cells, _isGold[slot] ? 3 : 1, slot + 1, _columns[slot]);
            Set(cells, 2, slot + 1, _columns[slot] + (_movesRight[slot] ? -1 : 1));
        }
    }

    private protected override void Save(Span<double> state)
    {
        (state[0], state[1]) = (_column, _row);
        (state[2], state[3], state[4], state[5]) = (_spawnTimer, _spawnInterval, _moveTimer, _moveInterval);
        (state[6], state[7]) = (_rampTimer, _ramps);
        for (int slot = 0; slot < Slots; slot++)
        {
            Span<double> thing = state.Slice(8 + (4 * slot), 4);
            (thing[0], thing[1]) = (_taken[slot] ? 1 : 0, _taken[slot] ? _columns[slot] : 0);
            (thing[2], thing[3]) = (_taken[slot] && _movesRight[slot] ? 1 : 0, _taken[slot] && _isGold[slot] ? 1 : 0);
        }
    }

    private protected override void Load(ReadOnlySpan<double> state)
    {
        (_column, _row) = (Whole(state[0], 0, Size - 1), Whole(state[1], 1, Slots));
        _spawnInterval = Whole(state[3], 1, FirstSpawnInterval);
        _spawnTimer = Whole(state[2], 0, FirstSpawnInterval);
        _moveInterval = Whole(state[5], 1, FirstMoveInterval);
        _moveTimer = Whole(state[4], 0, FirstMoveInterval);
        (_rampTimer, _ramps) = (Whole(state[6], -1, RampInterval), Whole(state[7], 0, int.MaxValue));
        for (int slot = 0; slot < Slots; slot++)
        {
            ReadOnlySpan<double> thing = state.Slice(8 + (4 * slot), 4);
            (_taken[slot], _columns[slot]) = (thing[0] != 0, Whole(thing[1], 0, Size - 1));
            (_movesRight[slot], _isGold[slot]) = (thing[2] != 0, thing[3] != 0);
        }
    }

    private int Meet(int slot, ref bool terminated)
    {
        if (!_taken[slot] || _columns[slot] != _column)
            return 0;
        if (!_isGold[slot])
        {
            terminated = true;
            return 0;
        }

        _taken[slot] = false;
        return 1;
    }

    private void Spawn(Random random)
    {
        bool right = NextSide(random);
        bool gold = random.NextDouble() < 1.0 / 3;
        int free = Slots - _taken.AsSpan().Count(true);
        if (free == 0)
            return;
        int place = random.Next(free);
        int slot = 0;
        while (_taken[slot] || place-- > 0)
            slot++;
        (_taken[slot], _columns[slot]) = (true, right ? 0 : Size - 1);
        (_movesRight[slot], _isGold[slot]) = (right, gold);
    }

    private void Ramp()
    {
        if (_spawnInterval <= 1 && _moveInterval <= 1)
            return;
        if (_rampTimer >= 0)
        {
            _rampTimer--;
            return;
        }

        if (_moveInterval > 1 && _ramps % 2 == 1)
            _moveInterval--;
        if (_spawnInterval > 1)
            _spawnInterval--;
        _ramps++;
        _rampTimer = RampInterval;
    }
}
