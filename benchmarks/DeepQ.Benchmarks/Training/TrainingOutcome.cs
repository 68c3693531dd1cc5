namespace DeepQ.Benchmarks;

/// <summary>What a whole training took and brought.</summary>
/// <param name="Time">From the first step to the last.</param>
/// <param name="Updates">The number of updates.</param>
/// <param name="Return">The mean return of 100 greedy episodes with the last network.</param>
internal readonly record struct TrainingOutcome(TimeSpan Time, long Updates, double Return);
