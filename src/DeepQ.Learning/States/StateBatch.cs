namespace DeepQ.Learning.States;

/// <summary>A view of a batch of states: all their values, B × n and row-major, or only nonzero ones.</summary>
public readonly ref struct StateBatch
{
    private StateBatch(ReadOnlySpan<float> values) => Values = values;

    private StateBatch(SparseStates sparse, int first, int count) => (Sparse, First, SparseCount) = (sparse, first, count);

    /// <summary>All values if the states are dense.</summary>
    public ReadOnlySpan<float> Values { get; }

    /// <summary>The sparse states that include these; null if they are dense.</summary>
    public SparseStates? Sparse { get; }

    /// <summary>The number of the first state among the sparse ones.</summary>
    public int First { get; }

    private int SparseCount { get; }

    /// <summary>Creates a batch of dense states.</summary>
    /// <param name="values">The values: B × n, row-major.</param>
    public static implicit operator StateBatch(ReadOnlySpan<float> values) => new(values);

    /// <inheritdoc cref="op_Implicit(ReadOnlySpan{float})"/>
    public static implicit operator StateBatch(Span<float> values) => new(values);

    /// <inheritdoc cref="op_Implicit(ReadOnlySpan{float})"/>
    public static implicit operator StateBatch(float[] values) => new(values.AsSpan());

    /// <summary>Creates a batch of all sparse states.</summary>
    /// <param name="states">The states.</param>
    public static implicit operator StateBatch(SparseStates states) => new(states, 0, states.Count);

    /// <summary>Returns the number of states of n values.</summary>
    /// <param name="size">The number of values n.</param>
    public int CountOf(int size) => Sparse is null ? Values.Length / size : SparseCount;

    /// <summary>Returns some of the states.</summary>
    /// <param name="first">The first of them.</param>
    /// <param name="count">The number of states.</param>
    /// <param name="size">The number of values n of a state.</param>
    public StateBatch Slice(int first, int count, int size) => Sparse is null
        ? new(Values.Slice(first * size, count * size))
        : new(Sparse, First + first, count);

    /// <summary>Returns the first state.</summary>
    internal StateRow Row(int size) => Sparse is null ? Values[..size] : Sparse[First];

    /// <summary>Writes all values.</summary>
    /// <param name="states">Receives B × n values, row-major.</param>
    public void CopyTo(Span<float> states)
    {
        if (Sparse is null)
            Values.CopyTo(states);
        else
            Sparse.CopyTo(First, SparseCount, states);
    }
}
