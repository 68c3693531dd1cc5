using DeepQ.Learning.Training;

namespace DeepQ.Learning.Tests.Support;

/// <summary>Reads what this process holds, after each of some updates.</summary>
internal sealed class MemoryGauge(long[] updates) : ITrainingObserver
{
    private readonly List<Reading> _readings = [];

    public IReadOnlyList<Reading> Readings => _readings;

    public void OnUpdate(in UpdateRecord update)
    {
        if (updates.Contains(update.Update))
            _readings.Add(Read());
    }

    private static Reading Read()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        GCMemoryInfo heap = GC.GetGCMemoryInfo(GCKind.FullBlocking);
        // Free space between pinned objects is no object, which GetTotalMemory is not sure of.
        long managed = heap.HeapSizeBytes - heap.FragmentedBytes;
        // What the collector committed comes and goes by megabytes; all else in the process is native.
        long native = NativeHeap.BytesInUse() ?? Environment.WorkingSet - heap.TotalCommittedBytes;
        return new Reading(DisposeScopeManager.Statistics.ThreadTotalLiveCount, managed, native);
    }

    /// <summary>Live native tensors of this thread, bytes of managed objects, and bytes of native memory.</summary>
    internal readonly record struct Reading(long Tensors, long Managed, long Native);
}
