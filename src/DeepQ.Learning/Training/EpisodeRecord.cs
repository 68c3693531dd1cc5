namespace DeepQ.Learning.Training;

/// <summary>An episode of training, exploration included.</summary>
/// <param name="Step">The number of environment steps when it ended.</param>
/// <param name="Return">The sum of its rewards, not discounted.</param>
/// <param name="Length">Its number of steps.</param>
public readonly record struct EpisodeRecord(long Step, double Return, int Length);
