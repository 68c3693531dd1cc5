namespace DeepQ.Learning.States;

/// <summary>
/// A sequence of states, each as its nonzero values with their positions in ascending order: compressed sparse rows,
/// reused for each batch.
/// </summary>
/// <param name="size">The number of values n of a state, zeros included.</param>
public sealed class SparseStates(int size)
{
    /// <summary>The number of values from which a state may be sparse: fewer are not worth the bookkeeping.</summary>
    public const int LeastSize = 64;

    private const int FirstRows = 64;
    private const int FirstValues = 1024;
    private int[] _starts = new int[FirstRows + 1];
    private int[] _places = new int[FirstValues];
    private float[] _values = new float[FirstValues];

    /// <summary>The number of values n of a state, zeros included.</summary>
    public int Size => size;

    /// <summary>The number of states.</summary>
    public int Count { get; private set; }

    /// <summary>The start of each state among the values, followed by their number.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count + 1);

    /// <summary>The position of each value in its state.</summary>
    public ReadOnlySpan<int> Places => _places.AsSpan(0, _starts[Count]);

    /// <summary>The values.</summary>
    public ReadOnlySpan<float> Values => _values.AsSpan(0, _starts[Count]);

    /// <summary>Returns a view of a state.</summary>
    /// <param name="row">Its number.</param>
    public StateRow this[int row]
    {
        get
        {
            Range range = _starts[row].._starts[row + 1];
            return new StateRow(size, _places.AsSpan(range), _values.AsSpan(range));
        }
    }

    /// <summary>Removes all states.</summary>
    public void Clear() => Count = 0;

    /// <summary>Adds a state.</summary>
    /// <param name="state">The state.</param>
    public void Add(StateRow state)
    {
        int end = _starts[Count];
        Reserve(end + state.Values.Length);
        if (state.IsSparse)
        {
            state.Places.CopyTo(_places.AsSpan(end));
            state.Values.CopyTo(_values.AsSpan(end));
            end += state.Values.Length;
        }
        else
        {
            for (int place = 0; place < state.Values.Length; place++)
            {
                (_places[end], _values[end]) = (place, state.Values[place]);
                end += state.Values[place] == 0 ? 0 : 1;
            }
        }

        Count++;
        if (Count == _starts.Length)
            Array.Resize(ref _starts, 2 * Count);
        _starts[Count] = end;
    }

    /// <summary>Writes some states with all their values.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">The number of states B.</param>
    /// <param name="states">Receives B × n values, row-major.</param>
    public void CopyTo(int first, int count, Span<float> states)
    {
        for (int i = 0; i < count; i++)
            this[first + i].CopyTo(states.Slice(i * size, size));
    }

    private void Reserve(int values)
    {
        if (values <= _places.Length)
            return;
        int length = Math.Max(values, 2 * _places.Length);
        Array.Resize(ref _places, length);
        Array.Resize(ref _values, length);
    }
}
