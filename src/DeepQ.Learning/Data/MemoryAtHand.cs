namespace DeepQ.Learning.Data;

/// <summary>How much memory may be taken without the system having to end a process for it.</summary>
internal static class MemoryAtHand
{
    // The rest is for what learns, and for what others take meanwhile.
    private const double Share = 0.8;

    /// <summary>
    /// Eight tenths of what is free on the machine, or of what the limit of a container or of the heap leaves, in bytes.
    /// </summary>
    public static long Measure()
    {
        // The load is that of the latest collection.
        GC.Collect(0);
        GCMemoryInfo memory = GC.GetGCMemoryInfo();
        return Of(
            memory.TotalAvailableMemoryBytes,
            memory.TotalCommittedBytes,
            memory.HighMemoryLoadThresholdBytes,
            memory.MemoryLoadBytes - FileCache.UsedLately());
    }

    /// <summary>The same from what the runtime says.</summary>
    /// <param name="available">What the heap may take: a limit that is set for it, or three quarters of a container, or the machine.</param>
    /// <param name="committed">What the heap takes.</param>
    /// <param name="threshold">Where the load of the machine or the container counts as high: nine tenths of it.</param>
    /// <param name="load">That load: what all processes take.</param>
    internal static long Of(long available, long committed, long threshold, long load)
    {
        // A limit of the heap is for this process alone, whatever others take.
        long free = available < threshold
            ? Math.Min(available - committed, threshold - Math.Max(0, load))
            : available - Math.Max(0, load);
        return (long)(Share * Math.Max(0, free));
    }
}
