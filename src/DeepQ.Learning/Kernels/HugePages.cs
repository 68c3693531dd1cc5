using System.Runtime.InteropServices;

namespace DeepQ.Learning.Kernels;

/// <summary>Asks Linux for large pages under large arrays, where a machine leaves it to programs to ask.</summary>
/// <remarks>
/// Of an array that is read at random places every row lies in another page, and to find a page takes longer than to read it,
/// above all on a virtual machine.
/// </remarks>
internal static partial class HugePages
{
    private const int UseHugePages = 14;
    private const long LargeEnough = 4 << 20;
    private const nint SmallPage = 1 << 12;

    /// <summary>Asks for an array that was not written to yet; nothing depends on the answer.</summary>
    /// <param name="values">The array, which stays where it is.</param>
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
            // A hint that is not taken.
        }
    }

    [LibraryImport("libc", EntryPoint = "madvise")]
    private static partial int Advise(nint address, nint length, int advice);
}
