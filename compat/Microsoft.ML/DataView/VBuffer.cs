using System.Collections;

namespace Microsoft.ML.Data;

/// <summary>A vector value: dense, or sparse with the indices of the items that are given, in growing order.</summary>
public readonly struct VBuffer<T> : IEnumerable
{
    public readonly int Length;
    private readonly int _count;
    private readonly T[] _values;
    private readonly int[] _indices;

    public VBuffer(int length, T[] values, int[] indices = null)
        : this(length, length, values, indices)
    {
    }

    public VBuffer(int length, int count, T[] values, int[] indices)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(length);
        if (count < 0 || count > length)
            throw new ArgumentOutOfRangeException(nameof(count), $"{count} values do not fit a vector of {length}.");
        if ((values?.Length ?? 0) < count)
            throw new ArgumentOutOfRangeException(nameof(values), $"{count} values are needed.");
        if (count != length && (indices?.Length ?? 0) < count)
            throw new ArgumentOutOfRangeException(nameof(indices), $"{count} indices are needed.");
        Length = length;
        _count = count;
        _values = values;
        _indices = indices;
    }

    public bool IsDense => _count == Length;

    /// <summary>The arrays behind the value, which may be longer than it is.</summary>
    internal T[] ValuesArray => _values;

    internal int[] IndicesArray => _indices;

    public static void Copy(T[] source, int sourceIndex, ref VBuffer<T> destination, int length)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length);
        source.AsSpan(sourceIndex, length).CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>The items that are given: all of them when dense.</summary>
    public ReadOnlySpan<T> GetValues() => _values.AsSpan(0, _count);

    /// <summary>Where the given items stand; empty when dense.</summary>
    public ReadOnlySpan<int> GetIndices() => IsDense ? default : _indices.AsSpan(0, _count);

    public T GetItemOrDefault(int index)
    {
        if ((uint)index >= (uint)Length)
            throw new ArgumentOutOfRangeException(nameof(index), $"Index {index} is outside a vector of {Length}.");
        if (IsDense)
            return _values[index];
        int at = GetIndices().BinarySearch(index);
        return at < 0 ? default : _values[at];
    }

    public void GetItemOrDefault(int index, ref T destination) => destination = GetItemOrDefault(index);

    public void CopyTo(Span<T> destination) => CopyTo(destination, 0);

    public void CopyTo(Span<T> destination, int destinationIndex, T defaultValue = default)
    {
        if (destinationIndex < 0 || destinationIndex > destination.Length - Length)
        {
            throw new ArgumentOutOfRangeException(
                nameof(destination), $"{Length} items from {destinationIndex} on do not fit {destination.Length}.");
        }

        Span<T> target = destination.Slice(destinationIndex, Length);
        if (IsDense)
        {
            GetValues().CopyTo(target);
            return;
        }

        target.Fill(defaultValue);
        for (int i = 0; i < _count; i++)
            target[_indices[i]] = _values[i];
    }

    public void CopyTo(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length, _count);
        GetValues().CopyTo(editor.Values);
        GetIndices().CopyTo(editor.Indices);
        destination = editor.Commit();
    }

    public void CopyTo(ref VBuffer<T> destination, int sourceIndex, int length)
    {
        if (sourceIndex < 0 || sourceIndex > Length)
            throw new ArgumentOutOfRangeException(nameof(sourceIndex));
        if (length < 0 || length > Length - sourceIndex)
            throw new ArgumentOutOfRangeException(nameof(length));
        if (IsDense)
        {
            Copy(_values ?? [], sourceIndex, ref destination, length);
            return;
        }

        int from = FirstAtOrAfter(sourceIndex);
        int count = FirstAtOrAfter(sourceIndex + length) - from;
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, length, count);
        for (int i = 0; i < count; i++)
        {
            editor.Values[i] = _values[from + i];
            if (count < length)
                editor.Indices[i] = _indices[from + i] - sourceIndex;
        }

        destination = editor.Commit();
    }

    public void CopyToDense(ref VBuffer<T> destination)
    {
        VBufferEditor<T> editor = VBufferEditor.Create(ref destination, Length);
        CopyTo(editor.Values);
        destination = editor.Commit();
    }

    /// <summary>All items in order, the absent ones as defaults.</summary>
    public IEnumerable<T> DenseValues() => Items(all: true).Select(item => item.Value);

    /// <summary>Index and value of the given items, or of all.</summary>
    public IEnumerable<KeyValuePair<int, T>> Items(bool all = false)
    {
        int given = 0;
        for (int i = 0; i < Length && (all || given < _count); i++)
        {
            bool present = IsDense || (given < _count && _indices[given] == i);
            if (present)
                yield return new KeyValuePair<int, T>(i, _values[given++]);
            else if (all)
                yield return new KeyValuePair<int, T>(i, default);
        }
    }

    public IEnumerator GetEnumerator() => new ArraySegment<T>(_values ?? [], 0, _count).GetEnumerator();

    public override string ToString()
        => IsDense
            ? $"Dense vector of size {Length}"
            : $"Sparse vector of size {Length}, {_count} explicit values";

    private int FirstAtOrAfter(int index)
    {
        int at = GetIndices().BinarySearch(index);
        return at < 0 ? ~at : at;
    }
}
