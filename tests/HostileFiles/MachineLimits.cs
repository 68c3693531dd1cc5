using System.Runtime.InteropServices;

namespace DeepQ.HostileFiles;

/// <summary>Has the system end the process, or refuse it memory, where it takes more than a file may.</summary>
internal static partial class MachineLimits
{
    private const int ProcessorTime = 0;
    private const int Data = 2;
    private const ulong Seconds = 600;
    private const ulong Bytes = 1UL << 30;

    /// <summary>Sets the limits, where the system is one that has them; elsewhere whoever started the process watches it.</summary>
    public static void Apply()
    {
        if (!OperatingSystem.IsLinux())
            return;
        Set(ProcessorTime, Seconds);
        Set(Data, Bytes);
    }

    private static void Set(int resource, ulong value)
    {
        Limit limit = new() { Soft = value, Hard = value };
        if (SetLimit(resource, in limit) != 0)
            throw new InvalidOperationException($"The system refuses the limit {resource}: {Marshal.GetLastPInvokeErrorMessage()}");
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, in Limit limit);

    private struct Limit
    {
        public ulong Soft;
        public ulong Hard;
    }
}
