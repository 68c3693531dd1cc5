namespace DeepQ.Results;

/// <summary>What one training brought.</summary>
/// <param name="Last">The mean return of the last network in 100 greedy episodes.</param>
/// <param name="Best">The mean return of the network that the training gives, in 100 greedy episodes.</param>
/// <param name="Steady">
/// The share of the evaluations in the last fifth of the steps that reached what solves the problem; null where nothing does.
/// </param>
/// <param name="Optimality">
/// The exact discounted value of the last network's greedy policy from the start, and the greatest there is; null where there is no
/// table to compute it from.
/// </param>
/// <param name="Curve">The mean returns of the evaluations.</param>
/// <param name="Seconds">The time of the training.</param>
internal sealed record LabResult(
    double Last, double Best, double? Steady, LabOptimality? Optimality, IReadOnlyList<double> Curve, double Seconds);
