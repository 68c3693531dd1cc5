namespace DeepQ.Learning.States;

/// <summary>The values of one state, all or only nonzero ones, in memory that is reused.</summary>
/// <param name="size">The number of values n, zeros included.</param>
public sealed class StateVector(int size)
{
    private float[] _values = [];
    private int[] _places = [];
    private int _count;
    private bool _isSparse;

    /// <summary>The number of values n, zeros included.</summary>
    public int Size => size;

    /// <summary>A view of the state.</summary>
    public StateRow Row => _isSparse
        ? new StateRow(size, _places.AsSpan(0, _count), _values.AsSpan(0, _count))
        : new StateRow(Dense());

    /// <summary>Gets or sets a value by position; setting it makes the state dense.</summary>
    internal float this[int place]
    {
        get
        {
            if (!_isSparse)
                return Dense()[place];
            int found = _places.AsSpan(0, _count).BinarySearch(place);
            return found < 0 ? 0 : _values[found];
        }
        set => Dense()[place] = value;
    }

    /// <summary>
    /// Makes the state dense and returns its values for writing; if it was sparse, all of them must be written.
    /// </summary>
    public Span<float> Dense()
    {
        _isSparse = false;
        if (_values.Length < size)
            _values = new float[size];
        return _values.AsSpan(0, size);
    }

    /// <summary>Sets the nonzero values of a sparse state; zeros are dropped.</summary>
    /// <param name="places">The positions of the values, ascending.</param>
    /// <param name="values">The values.</param>
    /// <exception cref="ArgumentException">A position is out of range, or positions do not ascend.</exception>
    public void SetSparse(ReadOnlySpan<int> places, ReadOnlySpan<float> values)
    {
        _isSparse = true;
        _count = 0;
        if (_places.Length < places.Length)
            _places = new int[places.Length];
        if (_values.Length < places.Length)
            _values = new float[places.Length];
        for (int i = 0; i < places.Length; i++)
        {
            if (places[i] < (i == 0 ? 0 : places[i - 1] + 1) || places[i] >= size)
            {
                throw new ArgumentException(
                    $"The positions of a sparse state of {size} values ascend from 0 to {size - 1}; " +
                    (i == 0 ? $"the first is {places[i]}." : $"{places[i]} follows {places[i - 1]}."));
            }

            _places[_count] = places[i];
            _values[_count] = values[i];
            _count += values[i] == 0 ? 0 : 1;
        }
    }

    /// <summary>Copies the state.</summary>
    internal StateVector Copy()
    {
        StateVector copy = new(size);
        copy.Assign(Row);
        return copy;
    }

    internal void Assign(StateVector other) => Assign(other.Row);

    internal void Assign(StateRow row)
    {
        if (row.IsSparse)
            SetSparse(row.Places, row.Values);
        else
            row.Values.CopyTo(Dense());
    }

    /// <summary>Returns whether another state has the same values in the same form.</summary>
    internal bool Repeats(StateVector other)
    {
        StateRow one = Row, two = other.Row;
        return one.IsSparse == two.IsSparse && one.Places.SequenceEqual(two.Places) && one.Values.SequenceEqual(two.Values);
    }
}
