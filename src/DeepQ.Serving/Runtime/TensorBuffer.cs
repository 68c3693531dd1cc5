using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace DeepQ.Serving.Runtime;

/// <summary>A tensor in memory that the processor and the session share; it only grows.</summary>
/// <param name="pinned">The allocator of pinned memory for a GPU; null for managed memory.</param>
internal sealed class TensorBuffer<T>(OrtAllocator? pinned) : IDisposable
    where T : unmanaged
{
    private T[] _values = [];
    private int _length;
    private OrtValue? _tensor;

    /// <summary>The values in tensor order.</summary>
    public Span<T> Values => pinned is null ? _values.AsSpan(0, _length) : Tensor.GetTensorMutableDataAsSpan<T>();

    /// <summary>The tensor; another one after each <see cref="Reshape"/>.</summary>
    public OrtValue Tensor => _tensor ?? throw new InvalidOperationException("The tensor has no shape yet.");

    /// <summary>Changes the shape of the tensor; its values are lost.</summary>
    public void Reshape(params long[] shape)
    {
        Dispose();
        _length = (int)shape.Aggregate(1L, (size, axis) => size * axis);
        if (pinned is not null)
        {
            _tensor = OrtValue.CreateAllocatedTensorValue(pinned, ElementType, shape);
            return;
        }

        if (_length > _values.Length)
            _values = GC.AllocateUninitializedArray<T>(_length, pinned: true);
        _tensor = OrtValue.CreateTensorValueFromMemory(
            OrtMemoryInfo.DefaultInstance, _values.AsMemory(0, _length), shape);
    }

    public void Dispose()
    {
        _tensor?.Dispose();
        _tensor = null;
    }

    private static TensorElementType ElementType =>
        typeof(T) == typeof(float) ? TensorElementType.Float
        : typeof(T) == typeof(byte) ? TensorElementType.UInt8
        : typeof(T) == typeof(bool) ? TensorElementType.Bool
        : TensorElementType.Int64;
}
