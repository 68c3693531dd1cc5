namespace DeepQ.Benchmarks;

/// <summary>One way to do some work.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Repeat">Does the work as often as it is told.</param>
internal sealed record Candidate(string Name, Action<int> Repeat)
{
    /// <summary>The number of operations that doing the work once counts for.</summary>
    public int Operations { get; init; } = 1;

    /// <summary>The number of floating-point operations of an operation; 0 where nobody counts them.</summary>
    public double Flops { get; init; }

    /// <summary>Whether the work is done in this process, so that what it allocates can be told.</summary>
    public bool IsHere { get; init; } = true;
}
