namespace DeepQ.Benchmarks;

/// <summary>One way to do some work.</summary>
/// <param name="Name">What the tables call it.</param>
/// <param name="Operations">The number of operations that <paramref name="Run"/> does.</param>
/// <param name="Run">Does the work.</param>
internal sealed record Contestant(string Name, int Operations, Action Run);
