using System.Diagnostics;
using DeepQ.Serving.Tests.Hosting;

namespace DeepQ.Serving.Tests.Policies;

/// <summary>Counts what the process holds, so nothing else runs beside it.</summary>
[Trait("Category", "Slow")]
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
        List<(long Memory, int Handles)> held = [Held()];
        for (int i = 1; i <= 10_000; i++)
        {
            LoadActDispose(folder.File);
            if (i % 2_500 == 0)
                held.Add(Held());
        }

        // What leaks does so in each quarter: 2,500 models of 5,000 bytes of weights are 12 MB at least. An allocator that
        // takes a block more, or gives one back later, does so in some of them.
        IEnumerable<long> growths = held.Zip(held.Skip(1), (before, after) => after.Memory - before.Memory);
        Assert.True(
            growths.Order().ElementAt(1) < 5_000_000,
            string.Join(", ", held.Select(reading => $"{reading.Memory:N0} bytes")));
        Assert.InRange(held[^1].Handles, 0, held[0].Handles + 10);
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
