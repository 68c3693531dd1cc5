using DeepQ.Learning.OffPolicy;

namespace DeepQ.Learning.Seeds;

/// <summary>The evaluations of several trainings at the same step.</summary>
/// <param name="Step">The number of environment steps.</param>
/// <param name="Return">The interquartile mean of their mean returns, and its interval.</param>
/// <param name="Trainings">The number of trainings evaluated at the step; those that ended before are missing.</param>
public sealed record SeedCurvePoint(long Step, Estimate Return, int Trainings);
