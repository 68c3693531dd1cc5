namespace DeepQ.Learning.Findings;

/// <summary>The return of a training episode or of an evaluation.</summary>
/// <param name="Step">The number of environment steps at its end.</param>
/// <param name="Value">The return, or the mean of several.</param>
/// <param name="Error">The standard error of a mean; 0 for an episode.</param>
internal readonly record struct EpisodeReturn(long Step, double Value, double Error = 0);
