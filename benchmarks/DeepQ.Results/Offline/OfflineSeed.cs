namespace DeepQ.Results;

/// <summary>
/// What one log brought: the mean return in it, and the greedy return of each algorithm, in their order.
/// </summary>
internal sealed record OfflineSeed(ulong Seed, double Logged, IReadOnlyList<double> Returns);
