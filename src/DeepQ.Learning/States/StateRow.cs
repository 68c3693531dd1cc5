namespace DeepQ.Learning.States;

/// <summary>A view of one state: all its values, or the nonzero ones with their positions in ascending order.</summary>
public readonly ref struct StateRow
{
    /// <summary>Creates a dense state.</summary>
    /// <param name="values">The values.</param>
    public StateRow(ReadOnlySpan<float> values)
    {
        Values = values;
        Size = values.Length;
    }

    /// <summary>Creates a sparse state, whose other values are zero.</summary>
    /// <param name="size">The number of values n, zeros included.</param>
    /// <param name="places">The positions of the values, ascending.</param>
    /// <param name="values">The values.</param>
    public StateRow(int size, ReadOnlySpan<int> places, ReadOnlySpan<float> values)
    {
        Places = places;
        Values = values;
        (Size, IsSparse) = (size, true);
    }

    /// <summary>The number of values n of the state, zeros included.</summary>
    public int Size { get; }

    /// <summary>Whether zeros are left out.</summary>
    public bool IsSparse { get; }

    /// <summary>The positions of the values if the state is sparse.</summary>
    public ReadOnlySpan<int> Places { get; }

    /// <summary>The values: all of them, or only nonzero ones.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>Creates a dense state.</summary>
    /// <param name="values">The values.</param>
    public static implicit operator StateRow(ReadOnlySpan<float> values) => new(values);

    /// <inheritdoc cref="op_Implicit(ReadOnlySpan{float})"/>
    public static implicit operator StateRow(Span<float> values) => new(values);

    /// <inheritdoc cref="op_Implicit(ReadOnlySpan{float})"/>
    public static implicit operator StateRow(float[] values) => new(values);

    /// <summary>Writes all values.</summary>
    /// <param name="state">Receives the n values.</param>
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

    /// <summary>Copies all values to a new array.</summary>
    public float[] ToArray()
    {
        float[] state = new float[Size];
        CopyTo(state);
        return state;
    }
}
