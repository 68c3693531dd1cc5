namespace DeepQ.Tests;

public sealed class AllocationTests
{
    [Fact]
    public void What_each_run_allocates_is_found()
    {
        object kept = 1;
        Assert.InRange(Allocation.Least(() => kept = new byte[1_000]), 1_000, 1_100);
        GC.KeepAlive(kept);
    }

    [Fact]
    public void What_one_run_allocates_is_not_the_works()
    {
        object? kept = null;
        Assert.Equal(0, Allocation.Least(() => kept ??= new byte[1_000]));
        GC.KeepAlive(kept);
    }
}
