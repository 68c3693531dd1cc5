using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace DeepQ.Learning.Kernels;

/// <summary>Tells the processor what will be read soon, where it can be told.</summary>
internal static class Prefetch
{
    /// <summary>Asks for the cache line of a value; a hint, right wherever the value moves.</summary>
    public static unsafe void Line<T>(ref T value)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref value));
    }
}
