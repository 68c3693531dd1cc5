namespace DeepQ.Environments.MinAtar;

/// <summary>MinAtar's Freeway: a chicken crosses a road of eight lanes as often as time allows.</summary>
/// <remarks>
/// <para>
/// Channels: chicken, car, and the trail of cars of five speeds, from the fastest. Minimal actions: no-op, up, down. Reward: 1 each
/// time the chicken gets across. Terminated after 2,501 steps, which no observation shows.
/// </para>
/// <para>
/// A saved state has 38 values: the chicken's row, steps until it may move, steps that are left, for each car its column, speed (the
/// number of steps it waits), whether it goes right and how long it still waits, the action executed last, and two of the episode.
/// </para>
/// </remarks>
public sealed class Freeway : MinAtarGame
{
    private const int Cars = 8;
    private const int ChickenColumn = 4;
    private const int Start = Size - 1;
    private const int MoveInterval = 3;
    private const int Time = 2_500;
    private const int SlowestSpeed = 5;
    private const int GymnaxLimit = 2_500;

    private readonly int[] _columns = new int[Cars];
    private readonly int[] _speeds = new int[Cars];
    private readonly int[] _timers = new int[Cars];
    private readonly bool[] _movesRight = new bool[Cars];
    private int _row;
    private int _moveTimer;
    private int _left;

    /// <summary>Creates the game; <see cref="MinAtarGame.Reset"/> starts the first episode.</summary>
    /// <param name="protocol">The rules; null for <see cref="MinAtarProtocol.Original"/>.</param>
    public Freeway(MinAtarProtocol? protocol = null)
        : base(
            nameof(Freeway),
            protocol ?? MinAtarProtocol.Original,
            [0, 2, 4],
            "@#12345",
            gameStateSize: 3 + (4 * Cars),
            stepLimit: protocol == MinAtarProtocol.Gymnax ? GymnaxLimit : null)
    {
    }

    private protected override void Begin(Random random)
    {
        Array.Clear(_columns);
        DrawCars(random);
        (_row, _moveTimer, _left) = (Start, MoveInterval, Time);
    }

    private protected override int Play(int action, Random random, out bool terminated)
    {
        if (action is 2 or 4 && _moveTimer == 0)
        {
            _moveTimer = MoveInterval;
            _row = action == 2 ? Math.Max(0, _row - 1) : Math.Min(Start, _row + 1);
        }

        int reward = 0;
        if (_row == 0)
        {
            reward = 1;
            DrawCars(random);
            _row = Start;
        }

        for (int car = 0; car < Cars; car++)
        {
            if (Meets(car))
                _row = Start;
            if (_timers[car]-- > 0)
                continue;
            _timers[car] = _speeds[car];
            int column = _columns[car] + (_movesRight[car] ? 1 : -1);
            _columns[car] = column < 0 ? Size - 1 : column == Size ? 0 : column;
            if (Meets(car))
                _row = Start;
        }

        if (_moveTimer > 0)
            _moveTimer--;
        terminated = --_left < 0;
        return reward;
    }

    private protected override void Draw(Span<float> cells)
    {
        Set(cells, 0, _row, ChickenColumn);
        for (int car = 0; car < Cars; car++)
        {
            Set(cells, 1, car + 1, _columns[car]);
            int behind = _columns[car] + (_movesRight[car] ? -1 : 1);
            Set(cells, 1 + _speeds[car], car + 1, behind < 0 ? Size - 1 : behind == Size ? 0 : behind);
        }
    }

    private protected override void Save(Span<double> state)
    {
        (state[0], state[1], state[2]) = (_row, _moveTimer, _left);
        for (int car = 0; car < Cars; car++)
        {
            Span<double> one = state.Slice(3 + (4 * car), 4);
            (one[0], one[1], one[2], one[3]) = (_columns[car], _speeds[car], _movesRight[car] ? 1 : 0, _timers[car]);
        }
    }

    private protected override void Load(ReadOnlySpan<double> state)
    {
        (_row, _moveTimer) = (Whole(state[0], 0, Start), Whole(state[1], 0, MoveInterval));
        _left = Whole(state[2], -1, Time);
        for (int car = 0; car < Cars; car++)
        {
            ReadOnlySpan<double> one = state.Slice(3 + (4 * car), 4);
            (_columns[car], _speeds[car]) = (Whole(one[0], 0, Size - 1), Whole(one[1], 1, SlowestSpeed));
            (_movesRight[car], _timers[car]) = (one[2] != 0, Whole(one[3], 0, SlowestSpeed));
        }
    }

    private bool Meets(int car) => _row == car + 1 && _columns[car] == ChickenColumn;

    // Cars stay where they are.
    private void DrawCars(Random random)
    {
        for (int car = 0; car < Cars; car++)
        {
            _timers[car] = _speeds[car] = 1 + random.Next(SlowestSpeed);
            _movesRight[car] = NextSide(random);
        }
    }
}
