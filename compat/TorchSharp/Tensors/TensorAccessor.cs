using System.Collections;
using System.Runtime.CompilerServices;

namespace TorchSharp.Utils;

/// <summary>Reads and writes the elements of a tensor on the CPU, in row-major order.</summary>
public sealed unsafe class TensorAccessor<T> : IEnumerable<T>, IDisposable where T : struct
{
    private readonly torch.Tensor _tensor;
    private readonly byte* _memory;
    private readonly bool _contiguous;
    private readonly long[] _shape;
    private readonly long[] _strides;

    internal TensorAccessor(torch.Tensor tensor)
    {
        _tensor = tensor;
        _memory = (byte*)tensor.CpuMemory();
        _contiguous = tensor.is_contiguous();
        Count = tensor.NumberOfElements;
        _shape = _contiguous ? [] : tensor.shape;
        _strides = _contiguous ? [] : tensor.stride();
    }

    public long Count { get; }

    public bool IsReadOnly => false;

    /// <summary>The element at a position in each dimension, or with one index the element of that rank.</summary>
    public T this[params long[] indices]
    {
        get => At(Rank(indices));
        set => At(Rank(indices)) = value;
    }

    public T[] ToArray()
    {
        T[] result = new T[Count];
        CopyTo(result.AsSpan());
        return result;
    }

    /// <summary>Copies as many elements as the array has room for.</summary>
    public void CopyTo(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyTo(array.AsSpan(), arrayIndex, tensorIndex);

    public void CopyTo(Span<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        Span<T> target = array[arrayIndex..];
        int count = (int)Math.Min(target.Length, Count - tensorIndex);
        if (_contiguous) Block(tensorIndex, count).CopyTo(target);
        else
            for (int i = 0; i < count; i++) target[i] = At(tensorIndex + i);
        GC.KeepAlive(_tensor);
    }

    /// <summary>Copies as many elements as the tensor has room for.</summary>
    public void CopyFrom(T[] array, int arrayIndex = 0, long tensorIndex = 0) =>
        CopyFrom((ReadOnlySpan<T>)array, arrayIndex, tensorIndex);

    public void CopyFrom(ReadOnlySpan<T> array, int arrayIndex = 0, long tensorIndex = 0)
    {
        ReadOnlySpan<T> source = array[arrayIndex..];
        int count = (int)Math.Min(source.Length, Count - tensorIndex);
        if (_contiguous) source[..count].CopyTo(Block(tensorIndex, count));
        else
            for (int i = 0; i < count; i++) At(tensorIndex + i) = source[i];
        GC.KeepAlive(_tensor);
    }

    public IEnumerator<T> GetEnumerator()
    {
        for (long i = 0; i < Count; i++) yield return this[i];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>Does nothing: the memory is the tensor's.</summary>
    public void Dispose()
    {
    }

    private Span<T> Block(long start, int count) => new(_memory + start * Unsafe.SizeOf<T>(), count);

    private ref T At(long rank)
    {
        if ((ulong)rank >= (ulong)Count) throw new IndexOutOfRangeException();
        long offset = 0;
        for (int d = _shape.Length - 1; d >= 0; d--)
        {
            offset += rank % _shape[d] * _strides[d];
            rank /= _shape[d];
        }

        return ref Unsafe.AsRef<T>(_memory + (_contiguous ? rank : offset) * Unsafe.SizeOf<T>());
    }

    private long Rank(long[] indices)
    {
        if (indices.Length == 1) return indices[0];
        long[] shape = _tensor.shape;
        if (indices.Length != shape.Length) throw new ArgumentException("wrong number of indices");
        long rank = 0;
        for (int d = 0; d < shape.Length; d++)
        {
            if ((ulong)indices[d] >= (ulong)shape[d]) throw new IndexOutOfRangeException();
            rank = rank * shape[d] + indices[d];
        }

        return rank;
    }
}
