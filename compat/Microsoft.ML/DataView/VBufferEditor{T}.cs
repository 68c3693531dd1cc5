namespace Microsoft.ML.Data;

/// <summary>The arrays of a vector being written. Nothing is final until <see cref="Commit"/>.</summary>
public readonly ref struct VBufferEditor<T>
{
    public readonly Span<T> Values;
    public readonly Span<int> Indices;
    private readonly int _length;
    private readonly T[] _values;
    private readonly int[] _indices;

    internal VBufferEditor(
        int length, int count, T[] values, int[] indices, bool indicesOnDense, bool newValues, bool newIndices)
    {
        _length = length;
        _values = values;
        _indices = indices;
        Values = values.AsSpan(0, count);
        Indices = count < length || indicesOnDense ? indices.AsSpan(0, count) : default;
        CreatedNewValues = newValues;
        CreatedNewIndices = newIndices;
    }

    public bool CreatedNewValues { get; }

    public bool CreatedNewIndices { get; }

    public VBuffer<T> Commit() => new(_length, Values.Length, _values, _indices);

    /// <summary>Commits the first values only: fewer than the length make the vector sparse.</summary>
    public VBuffer<T> CommitTruncated(int physicalValuesCount)
    {
        if (physicalValuesCount > Values.Length)
            throw new ArgumentOutOfRangeException(nameof(physicalValuesCount));
        if (physicalValuesCount < _length && Indices.Length < physicalValuesCount)
        {
            throw new ArgumentOutOfRangeException(
                "indices", "A dense vector cannot be cut short unless it was made with requireIndicesOnDense.");
        }

        return new VBuffer<T>(_length, physicalValuesCount, _values, _indices);
    }
}
