namespace DeepQ.Learning.Data;

/// <summary>The memory that may be allocated without the risk that the system kills a process.</summary>
internal static class MemoryAtHand
{
    // The rest is for the training itself and for what other processes allocate meanwhile.
    private const double Share = 0.8;

    /// <summary>
    /// Returns eight tenths of what is free on the machine, or within the limit of a container or of the heap, in
    /// bytes.
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

    /// <summary>Returns the same from figures of the runtime.</summary>
    /// <param name="available">The limit of the heap: a configured one, three quarters of a container, or the machine.</param>
    /// <param name="committed">The size of the heap.</param>
    /// <param name="threshold">The load at which the machine or the container counts as highly loaded: nine tenths of its memory.</param>
    /// <param name="load">The load: the memory of all processes.</param>
    internal static long Of(long available, long committed, long threshold, long load)
    {
        // A limit of the heap concerns this process alone, whatever others allocate.
        long free = available < threshold
            ? Math.Min(available - committed, threshold - Math.Max(0, load))
            : available - Math.Max(0, load);
        return (long)(Share * Math.Max(0, free));
    }
}
