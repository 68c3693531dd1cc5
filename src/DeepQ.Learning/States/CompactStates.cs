namespace DeepQ.Learning.States;

/// <summary>Sparse states without the positions where all of them are zero.</summary>
internal sealed class CompactStates
{
    /// <summary>Leaves out the positions where all states are zero.</summary>
    /// <param name="states">The states.</param>
    /// <param name="kept">Positions to keep in any case.</param>
    public CompactStates(StateBatch states, IEnumerable<int> kept)
    {
        SparseStates sparse = states.Sparse!;
        Count = states.CountOf(sparse.Size);
        int first = sparse.Starts[states.First], last = sparse.Starts[states.First + Count];
        int[] places = [.. kept, .. sparse.Places[first..last]];
        Array.Sort(places);
        Places = [.. Distinct(places)];
        Values = new float[checked(Count * Places.Length)];
        for (int row = 0; row < Count; row++)
        {
            StateRow state = sparse[states.First + row];
            int column = 0;
            for (int i = 0; i < state.Values.Length; i++)
            {
                column = Array.BinarySearch(Places, column, Places.Length - column, (long)state.Places[i]);
                Values[(row * Places.Length) + column] = state.Values[i];
            }
        }
    }

    /// <summary>The number of states B.</summary>
    public int Count { get; }

    /// <summary>The remaining positions, U of them, in ascending order.</summary>
    public long[] Places { get; }

    /// <summary>The values at these positions: B × U, row-major.</summary>
    public float[] Values { get; }

    private static IEnumerable<long> Distinct(int[] sorted)
    {
        for (int i = 0; i < sorted.Length; i++)
        {
            if (i == 0 || sorted[i] != sorted[i - 1])
                yield return sorted[i];
        }
    }
}
