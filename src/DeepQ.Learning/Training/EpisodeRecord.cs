namespace DeepQ.Learning.Training;

/// <summary>An episode of training, including exploration.</summary>
/// <param name="Step">The number of environment steps when it ended.</param>
/// <param name="Return">The undiscounted sum of its rewards.</param>
/// <param name="Length">Its number of steps.</param>
public readonly record struct EpisodeRecord(long Step, double Return, int Length);
