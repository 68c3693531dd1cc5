namespace DeepQ.Learning;

/// <summary>What fitted Q evaluation says of a policy.</summary>
/// <param name="Estimate">Its value; without an interval where <paramref name="IsDone"/> is false.</param>
/// <param name="Successors">Q of every successor, by the fit to all episodes: N × A values.</param>
/// <param name="FinalValues">What the last state of each episode is worth, by each fit to drawn episodes.</param>
/// <param name="IsDone">Whether that fit was done, and not ended by a limit before.</param>
internal sealed record FittedPolicy(Estimate Estimate, float[] Successors, List<double[]> FinalValues, bool IsDone);
