namespace DeepQ.Environments.MinAtar;

/// <summary>MinAtar's Seaquest: a submarine shoots, takes divers aboard, and has to come up for air with one at least.</summary>
/// <remarks>
/// <para>
/// Channels: front and back of the submarine, its bullets, trail (the cell behind what moves), bullet of an enemy, fish, enemy
/// submarine, oxygen and divers as gauges in the last row, diver. All six actions do something. Reward: 1 an enemy, and up to 10 by
/// the oxygen that is left when six divers are brought up. Terminated when an enemy or its bullet meets the submarine, when the
/// oxygen is used up, or when it comes up with no diver.
/// </para>
/// <para>
/// As published, delivering six divers and coming up costs one diver more than were aboard. The count is then −1, with
/// which coming up is allowed; with one diver more, a count of 0, it is not.
/// </para>
/// <para>
/// A saved state contains the things of each kind with their timers, the submarine with its gauges, and the timers of the game.
/// </para>
/// </remarks>
public sealed class Seaquest : MinAtarGame
{
    private const int Bottom = Size - 1;
    private const int Scalars = 12;
    private const int MostOxygen = 200;
    private const int MostDivers = 6;
    private const int FirstEnemyInterval = 20;
    private const int DiverInterval = 30;
    private const int FirstMoveInterval = 5;
    private const int LeastMoveInterval = 2;
    private const int DiverMoveInterval = 5;
    private const int ShotInterval = 10;
    private const int Cooldown = 5;

    private readonly SeaquestThings _bullets = new(capacity: 16);
    private readonly SeaquestThings _divers = new(capacity: 16);
    private readonly SeaquestThings _submarines = new(capacity: 48);
    private readonly SeaquestThings _bombs = new(capacity: 64);
    private readonly SeaquestThings _fish = new(capacity: 48);
    private int _column;
    private int _row;
    private bool _right;
    private bool _surfaced;
    private int _oxygen;
    private int _aboard;
    private int _enemyTimer;
    private int _enemyInterval;
    private int _diverTimer;
    private int _moveInterval;
    private int _cooldown;
    private int _ramps;

    /// <summary>Creates the game; <see cref="MinAtarGame.Reset"/> starts the first episode.</summary>
    /// <param name="protocol">The rules; null for <see cref="MinAtarProtocol.Original"/>.</param>
    public Seaquest(MinAtarProtocol? protocol = null)
        : base(
            nameof(Seaquest),
            protocol ?? MinAtarProtocol.Original,
            [0, 1, 2, 3, 4, 5],
            "@o'-*fsOD&",
            Scalars + 5 + (SeaquestThings.StateSize * (16 + 16 + 48 + 64 + 48)))
    {
    }

    private protected override void Begin(Random random)
    {
        (_column, _row, _right, _surfaced) = (5, 0, false, true);
        (_oxygen, _aboard) = (MostOxygen, 0);
        _enemyTimer = _enemyInterval = FirstEnemyInterval;
        (_diverTimer, _moveInterval, _cooldown, _ramps) = (DiverInterval, FirstMoveInterval, 0, 0);
        foreach (SeaquestThings things in (ReadOnlySpan<SeaquestThings>)[_bullets, _divers, _submarines, _bombs, _fish])
            things.Clear();
    }

    private protected override int Play(int action, Random random, out bool terminated)
    {
        terminated = false;
        if (_enemyTimer == 0)
        {
            SpawnEnemy(random);
            _enemyTimer = _enemyInterval;
        }

        if (_diverTimer == 0)
        {
            bool right = NextSide(random);
            _divers.Add(1 + random.Next(Bottom - 1), right ? 0 : Size - 1, right, DiverMoveInterval);
            _diverTimer = DiverInterval;
        }

        Act(action);
        int reward = MoveBullets();
        MoveDivers();
        reward += MoveEnemies(_submarines, shoot: true, ref terminated);
        MoveBombs(ref terminated);
        reward += MoveEnemies(_fish, shoot: false, ref terminated);
        _enemyTimer -= _enemyTimer > 0 ? 1 : 0;
        _diverTimer -= _diverTimer > 0 ? 1 : 0;
        _cooldown -= _cooldown > 0 ? 1 : 0;
        return reward + Breathe(ref terminated);
    }

    private protected override void Draw(Span<float> cells)
    {
        Set(cells, 0, _row, _column);
        Set(cells, 1, _row, _column + (_right ? -1 : 1));
        DrawThings(cells, _bullets, 2, hasTrail: false);
        DrawThings(cells, _bombs, 4, hasTrail: false);
        DrawThings(cells, _fish, 5, hasTrail: true);
        DrawThings(cells, _submarines, 6, hasTrail: true);
        DrawThings(cells, _divers, 9, hasTrail: true);
        for (int i = 0; i < Math.Max(0, _oxygen) * 10 / MostOxygen; i++)
            Set(cells, 7, Bottom, i);
        for (int i = Bottom - _aboard; i < Bottom; i++)
            Set(cells, 8, Bottom, i);
    }

    private protected override void Save(Span<double> state)
    {
        (state[0], state[1], state[2], state[3]) = (_column, _row, _right ? 1 : 0, _surfaced ? 1 : 0);
        (state[4], state[5], state[6], state[7]) = (_oxygen, _aboard, _enemyTimer, _enemyInterval);
        (state[8], state[9], state[10], state[11]) = (_diverTimer, _moveInterval, _cooldown, _ramps);
        state = state[Scalars..];
        foreach (SeaquestThings things in (ReadOnlySpan<SeaquestThings>)[_bullets, _divers, _submarines, _bombs, _fish])
        {
            things.Save(state);
            state = state[things.SavedSize..];
        }
    }

    private protected override void Load(ReadOnlySpan<double> state)
    {
        (_column, _row) = (Whole(state[0], 0, Size - 1), Whole(state[1], 0, Bottom - 1));
        (_right, _surfaced) = (state[2] != 0, state[3] != 0);
        (_oxygen, _aboard) = (Whole(state[4], -1, MostOxygen), Whole(state[5], -1, MostDivers));
        (_enemyTimer, _enemyInterval) = (Whole(state[6], 0, FirstEnemyInterval), Whole(state[7], 1, FirstEnemyInterval));
        (_diverTimer, _moveInterval) = (Whole(state[8], 0, DiverInterval), Whole(state[9], LeastMoveInterval, FirstMoveInterval));
        (_cooldown, _ramps) = (Whole(state[10], 0, Cooldown), Whole(state[11], 0, int.MaxValue));
        state = state[Scalars..];
        foreach (SeaquestThings things in (ReadOnlySpan<SeaquestThings>)[_bullets, _divers, _submarines, _bombs, _fish])
        {
            things.Load(state, Size);
            state = state[things.SavedSize..];
        }
    }

    private void SpawnEnemy(Random random)
    {
        bool right = NextSide(random);
        bool submarine = random.NextDouble() < 1.0 / 3;
        int row = 1 + random.Next(Bottom - 1);
        if (_submarines.HasOther(row, right) || _fish.HasOther(row, right))
            return;
        (submarine ? _submarines : _fish).Add(row, right ? 0 : Size - 1, right, _moveInterval, ShotInterval);
    }

    private void Act(int action)
    {
        switch (action)
        {
            case 1:
                (_column, _right) = (Math.Max(0, _column - 1), false);
                break;
            case 2:
                _row = Math.Max(0, _row - 1);
                break;
            case 3:
                (_column, _right) = (Math.Min(Size - 1, _column + 1), true);
                break;
            case 4:
                _row = Math.Min(Bottom - 1, _row + 1);
                break;
            case 5 when _cooldown == 0:
                _bullets.Add(_row, _column, _right);
                _cooldown = Cooldown;
                break;
        }
    }

    private int MoveBullets()
    {
        int reward = 0;
        for (int i = 0; i < _bullets.Count;)
        {
            ref SeaquestThings.Thing bullet = ref _bullets[i];
            bool isThere = bullet.Move(Size);
            if (isThere && (_fish.RemoveIn(bullet.Row, bullet.Column) || _submarines.RemoveIn(bullet.Row, bullet.Column)))
            {
                reward++;
                isThere = false;
            }

            if (isThere)
                i++;
            else
                _bullets.RemoveAt(i);
        }

        return reward;
    }

    private void MoveDivers()
    {
        for (int i = 0; i < _divers.Count;)
        {
            ref SeaquestThings.Thing diver = ref _divers[i];
            bool isThere = !PickUp(diver);
            if (isThere && diver.MoveTimer-- == 0)
            {
                diver.MoveTimer = DiverMoveInterval;
                isThere = diver.Move(Size) && !PickUp(diver);
            }

            if (isThere)
                i++;
            else
                _divers.RemoveAt(i);
        }
    }

    private bool PickUp(in SeaquestThings.Thing diver)
    {
        if (_aboard >= MostDivers || !diver.IsIn(_row, _column))
            return false;
        _aboard++;
        return true;
    }

    private int MoveEnemies(SeaquestThings enemies, bool shoot, ref bool terminated)
    {
        int reward = 0;
        for (int i = 0; i < enemies.Count;)
        {
            ref SeaquestThings.Thing enemy = ref enemies[i];
            bool isThere = true;
            terminated |= enemy.IsIn(_row, _column);
            if (enemy.MoveTimer-- == 0)
            {
                enemy.MoveTimer = _moveInterval;
                isThere = enemy.Move(Size);
                terminated |= enemy.IsIn(_row, _column);
                if (isThere && _bullets.RemoveIn(enemy.Row, enemy.Column))
                {
                    reward++;
                    isThere = false;
                }
            }

            // One that has just left the grid or was shot still shoots a last time.
            if (shoot && enemy.ShotTimer-- == 0)
            {
                enemy.ShotTimer = ShotInterval;
                _bombs.Add(enemy.Row, enemy.Column, enemy.MovesRight);
            }

            if (isThere)
                i++;
            else
                enemies.RemoveAt(i);
        }

        return reward;
    }

    private void MoveBombs(ref bool terminated)
    {
        for (int i = 0; i < _bombs.Count;)
        {
            ref SeaquestThings.Thing bomb = ref _bombs[i];
            terminated |= bomb.IsIn(_row, _column);
            bool isThere = bomb.Move(Size);
            terminated |= isThere && bomb.IsIn(_row, _column);
            if (isThere)
                i++;
            else
                _bombs.RemoveAt(i);
        }
    }

    private int Breathe(ref bool terminated)
    {
        terminated |= _oxygen <= 0;
        if (_row > 0)
        {
            _oxygen--;
            _surfaced = false;
            return 0;
        }

        if (_surfaced)
            return 0;
        if (_aboard == 0)
        {
            terminated = true;
            return 0;
        }

        return Surface();
    }

    private int Surface()
    {
        _surfaced = true;
        int reward = 0;
        if (_aboard == MostDivers)
        {
            _aboard = 0;
            reward = _oxygen * 10 / MostOxygen;
        }

        _oxygen = MostOxygen;
        _aboard--;
        if (Protocol.Ramping && (_enemyInterval > 1 || _moveInterval > LeastMoveInterval))
        {
            if (_moveInterval > LeastMoveInterval && _ramps % 2 == 1)
                _moveInterval--;
            if (_enemyInterval > 1)
                _enemyInterval--;
            _ramps++;
        }

        return reward;
    }

    private static void DrawThings(Span<float> cells, SeaquestThings things, int channel, bool hasTrail)
    {
        for (int i = 0; i < things.Count; i++)
        {
            ref readonly SeaquestThings.Thing thing = ref things[i];
            Set(cells, channel, thing.Row, thing.Column);
            if (hasTrail)
                Set(cells, 3, thing.Row, thing.Behind);
        }
    }
}
