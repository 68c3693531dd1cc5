using System.Runtime.InteropServices;
using DeepQ.Learning.States;

namespace DeepQ.Learning.Fused.Sparse;

/// <summary>
/// The observations of a batch as a network sees them, shifted and scaled, as compressed sparse rows; and the same by columns.
/// </summary>
internal sealed class ScaledStates
{
    private readonly float[] _offset;
    private readonly float[] _factor;
    // Where a zero does not stay one, in ascending order, and what it becomes.
    private readonly int[] _moved;
    private readonly float[] _movedValues;
    private readonly List<int> _starts = [];
    private readonly List<int> _places = [];
    private readonly List<float> _values = [];
    private readonly List<int> _columns = [];
    private readonly List<int> _columnStarts = [];
    private readonly int[] _columnOf;
    private readonly SparseStates _own;
    private int[] _rows = [];
    private float[] _rowValues = [];
    private int[] _entryColumns = [];

    /// <summary>Sees states through a scale; through none where there are no offsets.</summary>
    public ScaledStates(int size, float[] offset, float[] factor)
    {
        (_offset, _factor) = (offset, factor);
        _columnOf = new int[size];
        _own = new SparseStates(size);
        _moved = [.. Enumerable.Range(0, offset.Length).Where(place => (0 - offset[place]) * factor[place] != 0)];
        _movedValues = [.. _moved.Select(place => (0 - offset[place]) * factor[place])];
    }

    /// <summary>Where each state begins among the values, and after the last one their number.</summary>
    public ReadOnlySpan<int> Starts => CollectionsMarshal.AsSpan(_starts);

    /// <summary>The place of each value.</summary>
    public ReadOnlySpan<int> Places => CollectionsMarshal.AsSpan(_places);

    /// <summary>The values.</summary>
    public ReadOnlySpan<float> Values => CollectionsMarshal.AsSpan(_values);

    /// <summary>The column of each value, once they were found.</summary>
    public ReadOnlySpan<int> EntryColumns => _entryColumns.AsSpan(0, _values.Count);

    /// <summary>The places where some state has a value: of a column each.</summary>
    public ReadOnlySpan<int> Columns => CollectionsMarshal.AsSpan(_columns);

    /// <summary>Where each column begins, and after the last one the number of values.</summary>
    public ReadOnlySpan<int> ColumnStarts => CollectionsMarshal.AsSpan(_columnStarts);

    /// <summary>The state of each value of the columns.</summary>
    public ReadOnlySpan<int> Rows => _rows.AsSpan(0, _values.Count);

    /// <summary>The values by columns.</summary>
    public ReadOnlySpan<float> RowValues => _rowValues.AsSpan(0, _values.Count);

    /// <summary>Takes over a batch.</summary>
    public void Load(StateBatch states)
    {
        int size = _own.Size;
        int count = states.CountOf(size);
        _starts.Clear();
        _places.Clear();
        _values.Clear();
        _starts.Add(0);
        for (int row = 0; row < count; row++)
        {
            Add(states.Sparse is { } sparse ? sparse[states.First + row] : Sparse(states.Values.Slice(row * size, size)));
            _starts.Add(_values.Count);
        }
    }

    /// <summary>Finds the columns of the batch.</summary>
    public void FindColumns()
    {
        int count = _values.Count;
        if (_entryColumns.Length < count)
            _entryColumns = new int[2 * count];
        _columns.Clear();
        CollectionsMarshal.SetCount(_columnStarts, 1);
        _columnStarts[0] = 0;
        ReadOnlySpan<int> places = Places;
        // Counted from one, so that zero stands for a place that was not seen.
        for (int i = 0; i < count; i++)
        {
            ref int column = ref _columnOf[places[i]];
            if (column == 0)
            {
                _columns.Add(places[i]);
                _columnStarts.Add(0);
                column = _columns.Count;
            }

            _entryColumns[i] = column - 1;
            CollectionsMarshal.AsSpan(_columnStarts)[column]++;
        }

        foreach (int place in Columns)
            _columnOf[place] = 0;
    }

    /// <summary>Puts the values in the order of the columns, which were found.</summary>
    public void Transpose()
    {
        if (_rows.Length < _values.Count)
            (_rows, _rowValues) = (new int[2 * _values.Count], new float[2 * _values.Count]);
        Span<int> next = CollectionsMarshal.AsSpan(_columnStarts);
        // Each column's count stands one further: it becomes the column's end, by way of its beginning.
        for (int column = 1, start = 0; column < next.Length; column++)
            (next[column], start) = (start, start + next[column]);
        ReadOnlySpan<int> starts = Starts;
        ReadOnlySpan<float> values = Values;
        for (int row = 0; row + 1 < starts.Length; row++)
        {
            for (int i = starts[row]; i < starts[row + 1]; i++)
            {
                int to = next[_entryColumns[i] + 1]++;
                (_rows[to], _rowValues[to]) = (row, values[i]);
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
        if (_offset.Length == 0)
        {
            _places.AddRange(state.Places);
            _values.AddRange(state.Values);
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
        if (value == 0)
            return;
        _places.Add(place);
        _values.Add(value);
    }
}
