using System.Runtime.InteropServices;

namespace DeepQ.Learning.Tests.Support;

/// <summary>
/// Asks the C library what it has handed out. The working set of a process tells less: the pages of a heap, of compiled
/// code and of the collector come and go by megabytes.
/// </summary>
internal static class NativeHeap
{
    /// <summary>Returns the bytes of native memory in use; null where the C library cannot tell, as on Windows.</summary>
    public static long? BytesInUse()
    {
        if (!OperatingSystem.IsLinux())
            return null;
        try
        {
            AllocatorStatistics statistics = ReadStatistics();
            return (long)(statistics.BytesInChunks + statistics.BytesMapped);
        }
        catch (EntryPointNotFoundException)
        {
            return null;
        }
        catch (DllNotFoundException)
        {
            return null;
        }
    }

    [DllImport("libc.so.6", EntryPoint = "mallinfo2")]
    private static extern AllocatorStatistics ReadStatistics();

    // The layout of glibc's struct mallinfo2, whose fields are all of the type size_t.
    [StructLayout(LayoutKind.Sequential)]
    private readonly struct AllocatorStatistics
    {
        private readonly nuint _arena;
        private readonly nuint _freeChunks;
        private readonly nuint _fastChunks;
        private readonly nuint _mappedBlocks;
        public readonly nuint BytesMapped;
        private readonly nuint _highWater;
        private readonly nuint _fastBytes;
        public readonly nuint BytesInChunks;
        private readonly nuint _bytesFree;
        private readonly nuint _bytesReleasable;
    }
}
