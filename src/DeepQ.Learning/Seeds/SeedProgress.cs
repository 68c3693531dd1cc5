namespace DeepQ.Learning.Seeds;

/// <summary>How far one of several trainings has come.</summary>
/// <param name="Seed">Its seed.</param>
/// <param name="Progress">How far it has come.</param>
public sealed record SeedProgress(ulong Seed, TrainingProgress Progress);
