using System.Runtime.InteropServices;

namespace DeepQ.Learning.Kernels;

/// <summary>Requests large pages from Linux for large arrays, on machines that leave the request to programs.</summary>
/// <remarks>
/// When an array is read at random positions, every row is on another page, and finding a page takes longer than
/// reading it, above all on a virtual machine.
/// </remarks>
internal static partial class HugePages
{
    private const int UseHugePages = 14;
    private const long LargeEnough = 4 << 20;
    private const nint SmallPage = 1 << 12;

    /// <summary>Requests large pages for an array that was not written to yet; nothing depends on the answer.</summary>
    /// <param name="values">The array, which must not move.</param>
    public static void Ask(float[] values)
    {
        if (!OperatingSystem.IsLinux() || (long)values.Length * sizeof(float) < LargeEnough)
            return;
        nint start = Marshal.UnsafeAddrOfPinnedArrayElement(values, 0);
        nint first = (start + SmallPage - 1) & ~(SmallPage - 1);
        nint length = (start + ((nint)values.Length * sizeof(float)) - first) & ~(SmallPage - 1);
        try
        {
            _ = Advise(first, length, UseHugePages);
        }
        catch (Exception missing) when (missing is DllNotFoundException or EntryPointNotFoundException)
        {
            // It is only a hint; failing to take it does no harm.
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);
}
