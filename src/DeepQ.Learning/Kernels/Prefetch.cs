using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace DeepQ.Learning.Kernels;

/// <summary>Prefetches memory on processors that support it.</summary>
internal static class Prefetch
{
    /// <summary>Prefetches the cache line of a value; only a hint, so it is harmless if the value moves.</summary>
    public static unsafe void Line<T>(ref T value)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref value));
    }
}
