namespace DeepQ.Onnx.Verification;

/// <summary>How two ways to compute a policy differ on one batch.</summary>
/// <param name="BatchSize">The number of observations.</param>
/// <param name="MaxAbsoluteDifference">The greatest |q − q'| of any Q-value; infinite where one is not finite.</param>
/// <param name="MaxRelativeDifference">
/// The greatest |q − q'| relative to the size of its row: the greatest |q| of the row, at least 1, and more where float32
/// cannot resolve that; see <see cref="RoundingError"/>.
/// </param>
/// <param name="ActionDisagreements">
/// The rows on which the actions differ though their Q-values do not tie within twice the tolerance.
/// </param>
public sealed record BatchVerification(
    int BatchSize, double MaxAbsoluteDifference, double MaxRelativeDifference, int ActionDisagreements)
{
    /// <summary>
    /// How far the network itself is from its value in double precision, on any of the observations compared; 0 where
    /// that was not measured.
    /// </summary>
    public double RoundingError { get; init; }
}
