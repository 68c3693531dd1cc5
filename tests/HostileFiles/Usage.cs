using System.Diagnostics;

namespace DeepQ.HostileFiles;

/// <summary>What the process has taken so far.</summary>
/// <param name="Processor">The time that processors worked for it.</param>
/// <param name="PeakBytes">The most memory that it had since the last reset.</param>
internal readonly record struct Usage(TimeSpan Processor, long PeakBytes)
{
    public static Usage Now()
    {
        using Process self = Process.GetCurrentProcess();
        return new(self.TotalProcessorTime, self.PeakWorkingSet64);
    }

    /// <summary>Begins to count memory anew, where the system can.</summary>
    public static void Reset()
    {
        if (!OperatingSystem.IsLinux())
            return;
        GC.Collect();
        File.WriteAllText("/proc/self/clear_refs", "5");
    }
}
