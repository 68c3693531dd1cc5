namespace DeepQ.Tests;

/// <summary>Measures what a piece of work allocates on its thread.</summary>
internal static class Allocation
{
    private const int Runs = 10;

    /// <summary>Runs work until a run allocates nothing, at most ten times.</summary>
    /// <param name="work">Work that has run before, so that nothing is left to be compiled.</param>
    /// <returns>The bytes of the run that allocated least; 0 where a run allocated nothing.</returns>
    public static long Least(Action work)
    {
        // A collection that another test causes ends this thread's block of memory, whose rest the runtime may count as
        // allocated, and a type's first use allocates. Neither happens in each run; what the work allocates does.
        long least = long.MaxValue;
        for (int run = 0; run < Runs && least > 0; run++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            work();
            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
