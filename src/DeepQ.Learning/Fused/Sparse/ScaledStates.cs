using DeepQ.Learning.Kernels;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Fused.Sparse;

/// <summary>
/// The observations of a batch as the network receives them, shifted and scaled, as compressed sparse rows and also by
/// columns.
/// </summary>
internal sealed class ScaledStates
{
    private const int FirstValues = 1024;
    // This many positions are looked up in the time of one memory access.
    private const int Ahead = 16;

    private readonly float[] _offset;
    private readonly float[] _factor;
    // The positions at which zero does not stay zero, in ascending order, and the values it becomes.
    private readonly int[] _moved;
    private readonly float[] _movedValues;
    private readonly int[] _columnOf;
    private readonly SparseStates _own;
    private int[] _starts = [0];
    private int[] _places = [];
    private float[] _values = [];
    private int[] _rows = [];
    private float[] _rowValues = [];
    private int[] _entryColumns = [];
    private int[] _columns = [];
    private int[] _columnStarts = [0];
    private int _stateCount;
    private int _count;
    private int _columnCount;

    /// <summary>Creates the batch with a scale; without offsets, values stay as they are.</summary>
    public ScaledStates(int size, float[] offset, float[] factor)
    {
        (_offset, _factor) = (offset, factor);
        _columnOf = new int[size];
        _own = new SparseStates(size);
        _moved = [.. Enumerable.Range(0, offset.Length).Where(place => (0 - offset[place]) * factor[place] != 0)];
        _movedValues = [.. _moved.Select(place => (0 - offset[place]) * factor[place])];
    }

    /// <summary>The start of each state among the values, followed by the number of values.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, _stateCount + 1);

    /// <summary>The position of each value.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, _count);

    /// <summary>The values.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, _count);

    /// <summary>The column of each value, once the columns have been found.</summary>
    public ReadOnlySpan<int> EntryColumns => _entryColumns.AsSpan(0, _count);

    /// <summary>The positions at which some state has a value, one per column.</summary>
    public ReadOnlySpan<int> Columns => _columns.AsSpan(0, _columnCount);

    /// <summary>The start of each column, followed by the number of values.</summary>
    public ReadOnlySpan<int> ColumnStarts => _columnStarts.AsSpan(0, _columnCount + 1);

    /// <summary>The state of each value of the columns.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _count);

    /// <summary>The values by columns.</summary>
    public ReadOnlySpan<float> RowValues => _rowValues.AsSpan(0, _count);

    /// <summary>Loads a batch.</summary>
    public void Load(StateBatch states)
    {
        int size = _own.Size;
        _stateCount = states.CountOf(size);
        _count = 0;
        if (_starts.Length <= _stateCount)
            _starts = new int[_stateCount + 1];
        for (int row = 0; row < _stateCount; row++)
        {
            Add(states.Sparse is { } sparse ? sparse[states.First + row] : Sparse(states.Values.Slice(row * size, size)));
            _starts[row + 1] = _count;
        }
    }

    /// <summary>Finds the columns of the batch.</summary>
    public void FindColumns()
    {
        if (_entryColumns.Length < _count)
            (_entryColumns, _columns, _columnStarts) = (new int[2 * _count], new int[2 * _count], new int[(2 * _count) + 1]);
        Span<int> columnOf = _columnOf, columns = _columns, starts = _columnStarts;
        ReadOnlySpan<int> places = Places;
        Span<int> entryColumns = _entryColumns.AsSpan(0, places.Length);
        // Counted from one, so that zero means a position that was not seen.
        int found = 0;
        for (int i = 0; i < places.Length; i++)
        {
            if (i + Ahead < places.Length)
                Prefetch.Line(ref columnOf[places[i + Ahead]]);
            ref int column = ref columnOf[places[i]];
            if (column == 0)
            {
                columns[found++] = places[i];
                starts[found] = 0;
                column = found;
            }

            entryColumns[i] = column - 1;
            starts[column]++;
        }

        _columnCount = found;
        foreach (int place in Columns)
            columnOf[place] = 0;
    }

    /// <summary>Sorts the values by columns, which must have been found.</summary>
    public void Transpose()
    {
        if (_rows.Length < _count)
            (_rows, _rowValues) = (new int[2 * _count], new float[2 * _count]);
        Span<int> next = _columnStarts.AsSpan(0, _columnCount + 1), rows = _rows;
        Span<float> rowValues = _rowValues;
        // Each column's count is stored one place further: it becomes the column's start and then its end.
        for (int column = 1, start = 0; column < next.Length; column++)
            (next[column], start) = (start, start + next[column]);
        ReadOnlySpan<int> starts = Starts, entryColumns = EntryColumns;
        ReadOnlySpan<float> values = Values;
        for (int row = 0; row + 1 < starts.Length; row++)
        {
            for (int i = starts[row]; i < starts[row + 1]; i++)
            {
                int to = next[entryColumns[i] + 1]++;
                (rows[to], rowValues[to]) = (row, values[i]);
            }
        }
    }

    private StateRow Sparse(ReadOnlySpan<float> state)
    {
        _own.Clear();
        _own.Add(state);
        return _own[0];
    }

    private void Add(StateRow state)
    {
        Reserve(_count + state.Values.Length + _moved.Length);
        if (_offset.Length == 0)
        {
            state.Places.CopyTo(_places.AsSpan(_count));
            state.Values.CopyTo(_values.AsSpan(_count));
            _count += state.Values.Length;
            return;
        }

        int moved = 0;
        for (int i = 0; i < state.Places.Length; i++)
        {
            int place = state.Places[i];
            for (; moved < _moved.Length && _moved[moved] < place; moved++)
                Add(_moved[moved], _movedValues[moved]);
            if (moved < _moved.Length && _moved[moved] == place)
                moved++;
            Add(place, (state.Values[i] - _offset[place]) * _factor[place]);
        }

        for (; moved < _moved.Length; moved++)
            Add(_moved[moved], _movedValues[moved]);
    }

    private void Add(int place, float value)
    {
        (_places[_count], _values[_count]) = (place, value);
        _count += value == 0 ? 0 : 1;
    }

    // One more value than there are may be written and ignored.
    private void Reserve(int count)
    {
        if (count < _places.Length)
            return;
        int length = Math.Max(FirstValues, 2 * count);
        Array.Resize(ref _places, length);
        Array.Resize(ref _values, length);
    }
}
