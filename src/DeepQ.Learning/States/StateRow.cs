namespace DeepQ.Learning.States;

/// <summary>A view of one state: all its values, or those that are not zero, with their places in ascending order.</summary>
internal readonly ref struct StateRow
{
    /// <summary>A state of which every value is there.</summary>
    public StateRow(ReadOnlySpan<float> values)
    {
        Values = values;
        Size = values.Length;
    }

    /// <summary>A state of which every value that is not there is zero.</summary>
    public StateRow(int size, ReadOnlySpan<int> places, ReadOnlySpan<float> values)
    {
        Places = places;
        Values = values;
        (Size, IsSparse) = (size, true);
    }

    /// <summary>The number of values n of the state, zeros included.</summary>
    public int Size { get; }

    public bool IsSparse { get; }

    /// <summary>The places of the values, where the state is sparse.</summary>
    public ReadOnlySpan<int> Places { get; }

    public ReadOnlySpan<float> Values { get; }

    public static implicit operator StateRow(ReadOnlySpan<float> values) => new(values);

    public static implicit operator StateRow(Span<float> values) => new(values);

    public static implicit operator StateRow(float[] values) => new(values);

    /// <summary>Writes all values.</summary>
    public void CopyTo(Span<float> state)
    {
        if (!IsSparse)
        {
            Values.CopyTo(state);
            return;
        }

        state[..Size].Clear();
        for (int i = 0; i < Places.Length; i++)
            state[Places[i]] = Values[i];
    }

    public float[] ToArray()
    {
        float[] state = new float[Size];
        CopyTo(state);
        return state;
    }
}
