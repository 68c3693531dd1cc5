namespace Microsoft.ML.Data;

/// <summary>Makes editors, which fill a <see cref="VBuffer{T}"/> and reuse the arrays that it has.</summary>
public static class VBufferEditor
{
    public static VBufferEditor<T> Create<T>(
        ref VBuffer<T> destination,
        int newLogicalLength,
        int? valuesCount = null,
        int? maxValuesCapacity = null,
        bool keepOldOnResize = false,
        bool requireIndicesOnDense = false)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(newLogicalLength);
        int count = valuesCount ?? newLogicalLength;
        if (count < 0 || count > newLogicalLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(valuesCount), $"{count} values do not fit a vector of {newLogicalLength}.");
        }

        int capacity = maxValuesCapacity ?? newLogicalLength;
        if (capacity < count || capacity > newLogicalLength)
        {
            throw new ArgumentOutOfRangeException(
                nameof(maxValuesCapacity), $"A capacity of {capacity} is not between {count} and {newLogicalLength}.");
        }

        T[] values = Sized(destination.ValuesArray, count, capacity, keepOldOnResize, out bool newValues);
        int[] indices = destination.IndicesArray;
        bool newIndices = false;
        if (count < newLogicalLength || requireIndicesOnDense)
            indices = Sized(indices, count, capacity, keepOldOnResize, out newIndices);
        return new VBufferEditor<T>(
            newLogicalLength, count, values, indices, requireIndicesOnDense, newValues, newIndices);
    }

    public static VBufferEditor<T> CreateFromBuffer<T>(ref VBuffer<T> destination)
        => Create(ref destination, destination.Length, destination.GetValues().Length);

    private static TItem[] Sized<TItem>(TItem[] old, int count, int capacity, bool keepOld, out bool created)
    {
        created = (old?.Length ?? 0) < count;
        if (!created)
            return old ?? [];
        var sized = new TItem[Math.Min(capacity, Math.Max(count, 2 * (old?.Length ?? 0)))];
        if (keepOld)
            old?.CopyTo(sized, 0);
        return sized;
    }
}
