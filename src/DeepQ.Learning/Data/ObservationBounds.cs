using DeepQ.Learning.States;

namespace DeepQ.Learning.Data;

/// <summary>The least and the greatest value at each position of the observations of a table.</summary>
internal sealed class ObservationBounds
{
    private readonly float[] _low;
    private readonly float[] _high;
    // The number of stored values of sparse observations at each position; the others were zero.
    private readonly int[] _there;
    private int _sparse;

    public ObservationBounds(int size)
    {
        _low = new float[size];
        _high = new float[size];
        _there = new int[size];
        Array.Fill(_low, float.PositiveInfinity);
        Array.Fill(_high, float.NegativeInfinity);
    }

    public void Include(StateRow observation)
    {
        ReadOnlySpan<float> values = observation.Values;
        if (!observation.IsSparse)
        {
            for (int i = 0; i < values.Length; i++)
                Include(i, values[i]);
            return;
        }

        _sparse++;
        for (int i = 0; i < values.Length; i++)
        {
            Include(observation.Places[i], values[i]);
            _there[observation.Places[i]]++;
        }
    }

    /// <summary>Returns the observation space with a shape.</summary>
    public BoxSpace ToSpace(IReadOnlyList<int> shape)
    {
        for (int i = 0; i < _there.Length; i++)
        {
            if (_there[i] < _sparse)
                Include(i, 0);
        }

        return new([.. shape], _low, _high);
    }

    private void Include(int position, float value)
    {
        _low[position] = Math.Min(_low[position], value);
        _high[position] = Math.Max(_high[position], value);
    }
}
