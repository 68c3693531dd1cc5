namespace DeepQ.Learning.Data;

/// <summary>How much memory may be taken without the system having to end a process for it.</summary>
internal static class MemoryAtHand
{
    // The rest is for what learns, and for what others take meanwhile.
    private const double Share = 0.8;

    /// <summary>Eight tenths of what is free on the machine, or of what the limit of a container leaves, in bytes.</summary>
    public static long Measure()
    {
        // The load is that of the latest collection.
        GC.Collect(0);
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        long used = Math.Max(0, memory.MemoryLoadBytes - FileCache.UsedLately());
        return (long)(Share * Math.Max(0, memory.TotalAvailableMemoryBytes - used));
    }
}
