namespace DeepQ.Learning.States;

/// <summary>A view of a batch of states: all their values, B × n and row-major, or those that are not zero.</summary>
internal readonly ref struct StateBatch
{
    private StateBatch(ReadOnlySpan<float> values) => Values = values;

    private StateBatch(SparseStates sparse, int first, int count) => (Sparse, First, SparseCount) = (sparse, first, count);

    /// <summary>All values, where the states are dense.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>What the states are among; null where they are dense.</summary>
    public SparseStates? Sparse { get; }

    /// <summary>The first state among the sparse ones.</summary>
    public int First { get; }

    private int SparseCount { get; }

    public static implicit operator StateBatch(ReadOnlySpan<float> values) => new(values);

    public static implicit operator StateBatch(Span<float> values) => new(values);

    public static implicit operator StateBatch(float[] values) => new(values.AsSpan());

    public static implicit operator StateBatch(SparseStates states) => new(states, 0, states.Count);

    /// <summary>The number of states of n values.</summary>
    public int CountOf(int size) => Sparse is null ? Values.Length / size : SparseCount;

    /// <summary>Some of the states.</summary>
    public StateBatch Slice(int first, int count, int size) => Sparse is null
        ? new(Values.Slice(first * size, count * size))
        : new(Sparse, First + first, count);

    /// <summary>The first state.</summary>
    public StateRow Row(int size) => Sparse is null ? Values[..size] : Sparse[First];

    /// <summary>Writes all values.</summary>
    public void CopyTo(Span<float> states)
    {
        if (Sparse is null)
            Values.CopyTo(states);
        else
            Sparse.CopyTo(First, SparseCount, states);
    }
}
