using System.Runtime.InteropServices;

namespace DeepQ.Learning.Tests.Support;

/// <summary>A gauge that stands still would hide every leak.</summary>
[Collection(nameof(Alone))]
public sealed class NativeHeapTests
{
    [NativeHeapFact]
    public void Blocks_in_use_are_counted_until_they_are_freed()
    {
        long before = NativeHeap.BytesInUse()!.Value;
        nint[] blocks = [.. Enumerable.Range(0, 2_000).Select(_ => Marshal.AllocHGlobal(1_000))];
        long held = NativeHeap.BytesInUse()!.Value - before;
        Array.ForEach(blocks, Marshal.FreeHGlobal);

        Assert.InRange(held, 2_000_000, 2_200_000);
        Assert.InRange(NativeHeap.BytesInUse()!.Value - before, -100_000, 100_000);
    }
}
