namespace DeepQ.Learning.Seeds;

/// <summary>The progress of one of several trainings.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Progress">The progress.</param>
public sealed record SeedProgress(ulong Seed, TrainingProgress Progress);
