namespace DeepQ.Orleans.Cluster;

/// <summary>How far a training on a cluster is.</summary>
/// <param name="Candidate">The number of the candidate, from 0.</param>
/// <param name="Round">The round of successive halving, from 0.</param>
/// <param name="Seed">What tells the trainings of a trial apart.</param>
/// <param name="Silo">The name of the silo that it is on.</param>
/// <param name="Steps">The environment steps so far.</param>
/// <param name="TotalSteps">The environment steps in all.</param>
public sealed record SweepTrainingProgress(int Candidate, int Round, ulong Seed, string Silo, long Steps, long TotalSteps);
