namespace DeepQ.Onnx;

/// <summary>How two ways to compute a policy differ on one batch.</summary>
/// <param name="BatchSize">The number of observations.</param>
/// <param name="MaxAbsoluteDifference">The greatest |q − q'| of any Q-value; infinite where one is not finite.</param>
/// <param name="MaxRelativeDifference">
/// The greatest |q − q'| / max(1, greatest |q| of the row): what float32 can be held to when Q-values are large.
/// </param>
/// <param name="ActionDisagreements">
/// The rows on which the actions differ though their Q-values do not tie within twice the tolerance.
/// </param>
public sealed record BatchVerification(
    int BatchSize, double MaxAbsoluteDifference, double MaxRelativeDifference, int ActionDisagreements);
