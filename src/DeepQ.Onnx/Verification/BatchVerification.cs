namespace DeepQ.Onnx.Verification;

/// <summary>The differences between two ways to compute a policy on one batch.</summary>
/// <param name="BatchSize">The number of observations.</param>
/// <param name="MaxAbsoluteDifference">The greatest |q − q'| of any Q-value; infinite if one is not finite.</param>
/// <param name="MaxRelativeDifference">
/// The greatest |q − q'| relative to the size of its row: the greatest |q| of the row, at least 1, and more where float32
/// cannot resolve that; see <see cref="RoundingError"/>.
/// </param>
/// <param name="ActionDisagreements">
/// The rows on which the actions differ and their Q-values do not tie within twice the tolerance.
/// </param>
public sealed record BatchVerification(
    int BatchSize, double MaxAbsoluteDifference, double MaxRelativeDifference, int ActionDisagreements)
{
    /// <summary>
    /// The error of the network itself relative to double precision, over all observations compared; 0 if it was not
    /// measured.
    /// </summary>
    public double RoundingError { get; init; }
}
