using DeepQ.Learning.Data;

namespace DeepQ.Learning.Tests.Data;

/// <summary>How much memory a table may take.</summary>
public sealed class MemoryAtHandTests
{
    [Theory]
    // A machine without a limit, of 25 units of which 5 are used.
    [InlineData(25_000, 0, 22_500, 5_000, 16_000)]
    // A heap that may have 1.5 on that machine, where others take more than that, and has taken 0.5 of it.
    [InlineData(1_500, 0, 22_500, 5_000, 1_200)]
    [InlineData(1_500, 500, 22_500, 5_000, 800)]
    // Hardly anything is left on the machine.
    [InlineData(1_500, 500, 22_500, 22_000, 400)]
    // A container of 2, of which the heap may take three quarters: empty, and with 0.9 beside the heap.
    [InlineData(1_500, 100, 1_800, 100, 1_120)]
    [InlineData(1_500, 100, 1_800, 1_000, 640)]
    // More is used than there is, and less than nothing where all that is used is a cache of files.
    [InlineData(1_500, 100, 1_800, 2_000, 0)]
    [InlineData(1_500, 0, 1_800, -100, 1_200)]
    public void Eight_tenths_of_what_is_free_are_at_hand(long available, long committed, long threshold, long load, long expected) =>
        Assert.Equal(expected, MemoryAtHand.Of(available, committed, threshold, load));
}
