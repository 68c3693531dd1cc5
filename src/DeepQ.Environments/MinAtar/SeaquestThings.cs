namespace DeepQ.Environments.MinAtar;

/// <summary>The things of one kind in Seaquest that move left or right, in the order in which they appeared.</summary>
/// <param name="capacity">More than can be present at a time.</param>
internal sealed class SeaquestThings(int capacity)
{
    /// <summary>The number of values of one thing in a saved state.</summary>
    public const int StateSize = 5;

    private readonly Thing[] _things = new Thing[capacity];

    /// <summary>The number of values of all things in a saved state.</summary>
    public int SavedSize => 1 + (capacity * StateSize);

    public int Count { get; private set; }

    public ref Thing this[int index] => ref _things[index];

    /// <summary>Adds a thing if there is room.</summary>
    public void Add(int row, int column, bool right, int moveTimer = 0, int shotTimer = 0)
    {
        if (Count < capacity)
            _things[Count++] = new Thing(row, column, right, moveTimer, shotTimer);
    }

    public void RemoveAt(int index)
    {
        _things.AsSpan(index + 1, Count - index - 1).CopyTo(_things.AsSpan(index));
        Count--;
    }

    public void Clear() => Count = 0;

    /// <summary>Removes the first one in a cell.</summary>
    /// <returns>Whether there was one.</returns>
    public bool RemoveIn(int row, int column)
    {
        for (int i = 0; i < Count; i++)
        {
            if (_things[i].IsIn(row, column))
            {
                RemoveAt(i);
                return true;
            }
        }

        return false;
    }

    /// <summary>Returns whether one in the row moves the other way.</summary>
    public bool HasOther(int row, bool right)
    {
        foreach (ref readonly Thing thing in _things.AsSpan(0, Count))
        {
            if (thing.Row == row && thing.MovesRight != right)
                return true;
        }

        return false;
    }

    public void Save(Span<double> state)
    {
        state = state[..SavedSize];
        state.Clear();
        state[0] = Count;
        for (int i = 0; i < Count; i++)
        {
            ref readonly Thing thing = ref _things[i];
            Span<double> values = state.Slice(1 + (i * StateSize), StateSize);
            (values[0], values[1], values[2]) = (thing.Row, thing.Column, thing.MovesRight ? 1 : 0);
            (values[3], values[4]) = (thing.MoveTimer, thing.ShotTimer);
        }
    }

    public void Load(ReadOnlySpan<double> state, int size)
    {
        Count = (int)Math.Clamp(state[0], 0, capacity);
        for (int i = 0; i < Count; i++)
        {
            ReadOnlySpan<double> values = state.Slice(1 + (i * StateSize), StateSize);
            _things[i] = new Thing(
                Whole(values[0], size - 1), Whole(values[1], size - 1), values[2] != 0, Whole(values[3], 99), Whole(values[4], 99));
        }

        static int Whole(double value, int greatest) => (int)Math.Clamp(value, 0, greatest);
    }

    /// <summary>A thing.</summary>
    internal struct Thing(int row, int column, bool movesRight, int moveTimer, int shotTimer)
    {
        public readonly int Row = row;
        public readonly bool MovesRight = movesRight;
        public int Column = column;
        public int MoveTimer = moveTimer;
        public int ShotTimer = shotTimer;

        /// <summary>The column behind the thing.</summary>
        public readonly int Behind => Column + (MovesRight ? -1 : 1);

        public readonly bool IsIn(int row, int column) => Row == row && Column == column;

        /// <summary>Moves one column.</summary>
        /// <returns>Whether it is still on the grid.</returns>
        public bool Move(int size)
        {
            Column += MovesRight ? 1 : -1;
            return (uint)Column < (uint)size;
        }
    }
}
