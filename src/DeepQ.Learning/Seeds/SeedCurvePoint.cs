using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Seeds;

/// <summary>The evaluations of several trainings after as many steps.</summary>
/// <param name="Step">The number of environment steps.</param>
/// <param name="Return">The interquartile mean of their mean returns, and its interval.</param>
/// <param name="Trainings">The number of trainings that were evaluated there; those that ended before were not.</param>
public sealed record SeedCurvePoint(long Step, Estimate Return, int Trainings);
