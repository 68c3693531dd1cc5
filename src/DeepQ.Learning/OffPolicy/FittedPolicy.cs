namespace DeepQ.Learning.OffPolicy;

/// <summary>What fitted Q evaluation says of a policy.</summary>
/// <param name="Estimate">Its value; without an interval where <paramref name="IsDone"/> is false.</param>
/// <param name="Values">What the fit to all episodes says of every row.</param>
/// <param name="FinalValues">What the last state of each episode is worth, by each fit to drawn episodes.</param>
/// <param name="IsDone">Whether that fit was done; see <see cref="FittedValues.IsDone"/>.</param>
internal sealed record FittedPolicy(Estimate Estimate, RowValues Values, List<double[]> FinalValues, bool IsDone);
