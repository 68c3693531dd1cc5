namespace DeepQ.Results;

/// <summary>
/// What one log brought: the mean return in it and of its greedy part alone, and the greedy return of each algorithm,
/// in their order.
/// </summary>
internal sealed record OfflineSeed(ulong Seed, double Logged, double Greedy, IReadOnlyList<double> Returns)
{
    /// <summary>The return of the cloned policy with as many random actions as the log has.</summary>
    public required double ExploringClone { get; init; }

    /// <summary>The part of the logged states in which the clone does what the greedy part would.</summary>
    public required double Agreement { get; init; }
}
