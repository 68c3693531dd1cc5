using System.Diagnostics;
using DeepQ.Serving.Tests.Hosting;

namespace DeepQ.Serving.Tests.Policies;

/// <summary>Counts what the process holds, so nothing else runs beside it.</summary>
[CollectionDefinition(nameof(LeakTests), DisableParallelization = true)]
[Collection(nameof(LeakTests))]
public sealed class LeakTests
{
    [Fact]
    public void Ten_thousand_policies_leave_neither_memory_nor_handles_nor_a_lock()
    {
        using PolicyFolder folder = new(HandMadePolicies.Random(inputs: 4, width: 32, actions: 3));
        for (int i = 0; i < 1_000; i++)
            LoadActDispose(folder.File);
        (long memory, int handles) = Held();

        for (int i = 0; i < 10_000; i++)
            LoadActDispose(folder.File);

        (long memoryAfter, int handlesAfter) = Held();
        // Ten thousand models of 5,000 bytes of weights would be 50 MB at least.
        Assert.InRange(memoryAfter - memory, long.MinValue, 20_000_000);
        Assert.InRange(handlesAfter, 0, handles + 10);
        using FileStream alone = new(folder.File, FileMode.Open, FileAccess.ReadWrite, FileShare.None);
    }

    private static void LoadActDispose(string file)
    {
        using OnnxPolicy policy = OnnxPolicy.Load(file);
        policy.Act([1, 2, 3, 4]);
    }

    // What the garbage collector keeps for later is not held by policies.
    private static (long Memory, int Handles) Held()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        using Process process = Process.GetCurrentProcess();
        return (process.WorkingSet64 - GC.GetGCMemoryInfo().TotalCommittedBytes, process.HandleCount);
    }
}
