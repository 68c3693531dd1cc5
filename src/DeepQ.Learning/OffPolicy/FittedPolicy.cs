namespace DeepQ.Learning.OffPolicy;

/// <summary>The result of fitted Q evaluation for a policy.</summary>
/// <param name="Estimate">Its value; without an interval if <paramref name="IsDone"/> is false.</param>
/// <param name="Values">The values of every row, according to the fit to all episodes.</param>
/// <param name="FinalValues">The value of the last state of each episode, according to each fit to resampled episodes.</param>
/// <param name="IsDone">Whether that fit converged; see <see cref="FittedValues.IsDone"/>.</param>
internal sealed record FittedPolicy(Estimate Estimate, RowValues Values, List<double[]> FinalValues, bool IsDone);
