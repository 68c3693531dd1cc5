namespace DeepQ.Orleans.Cluster;

/// <summary>The progress of a training of a sweep on a cluster.</summary>
/// <param name="Candidate">The number of the candidate, from 0.</param>
/// <param name="Round">The round of successive halving, from 0.</param>
/// <param name="Seed">The seed, which distinguishes the trainings of a trial.</param>
/// <param name="Silo">The name of its silo.</param>
/// <param name="Steps">The number of environment steps so far.</param>
/// <param name="TotalSteps">The number of environment steps of the whole training.</param>
public sealed record SweepTrainingProgress(int Candidate, int Round, ulong Seed, string Silo, long Steps, long TotalSteps);
