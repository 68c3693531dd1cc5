using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace TorchSharp;

public static partial class torch
{
    /// <summary>A tensor over the array's own memory, which stays pinned as long as a tensor uses it.</summary>
    public static unsafe Tensor from_array(Array rawArray, Device? device = null)
    {
        ScalarType type = ScalarTypes.Of(rawArray.GetType().GetElementType()!);
        GCHandle pin = GCHandle.Alloc(rawArray, GCHandleType.Pinned);
        long[] shape = [.. Enumerable.Range(0, rawArray.Rank).Select(d => (long)rawArray.GetLength(d))];
        Tensor shared = Native.torch_from_owned_memory(
            (void*)pin.AddrOfPinnedObject(), type, shape, shape.Length, GCHandle.ToIntPtr(pin), &Unpin);
        return device is null || device.type == DeviceType.CPU ? shared : shared.to(device, disposeAfter: true);
    }

    public static Tensor from_array(
        Array rawArray,
        ScalarType? dtype,
        Device? device = null,
        bool requires_grad = false,
        string[]? names = null)
    {
        _ = new Layout(dtype, device, requires_grad, names);
        Tensor made = from_array(rawArray, device);
        if (dtype is { } wanted && wanted != made.dtype) made = made.to_type(wanted, disposeAfter: true);
        return made.requires_grad_(requires_grad);
    }

    private static Tensor Copy<T>(
        Array grid, ScalarType? dtype, Device? device, bool requiresGrad, string[]? names) where T : unmanaged
    {
        ReadOnlySpan<T> elements = MemoryMarshal.CreateReadOnlySpan(
            ref Unsafe.As<byte, T>(ref MemoryMarshal.GetArrayDataReference(grid)), grid.Length);
        long[] shape = [.. Enumerable.Range(0, grid.Rank).Select(d => (long)grid.GetLength(d))];
        return Copy(elements, shape, dtype, device, requiresGrad, names);
    }

    private static unsafe Tensor Copy<T>(
        ReadOnlySpan<T> elements,
        ReadOnlySpan<long> shape,
        ScalarType? dtype,
        Device? device,
        bool requiresGrad,
        string[]? names) where T : unmanaged
    {
        long size = 1;
        foreach (long length in shape) size *= length;
        if (size != elements.Length)
            throw new ArgumentException(
                $"mismatched total size creating a tensor from an array: {size} vs. {elements.Length}");

        ScalarType type = ScalarTypes.Of(typeof(T));
        fixed (T* memory = elements)
        {
            var layout = new Layout(dtype ?? type, device ?? CPU, requiresGrad, names);
            return Native.torch_from_memory(memory, type, shape, shape.Length, layout);
        }
    }

    private static Tensor Copy<T>(
        T[] elements,
        ReadOnlySpan<long> shape,
        ScalarType? dtype,
        Device? device,
        bool requiresGrad,
        string[]? names) where T : unmanaged =>
        Copy((ReadOnlySpan<T>)elements, shape, dtype, device, requiresGrad, names);

    [UnmanagedCallersOnly]
    private static void Unpin(nint pin) => GCHandle.FromIntPtr(pin).Free();
}
