using System.Globalization;

namespace DeepQ.Onnx.Verification;

/// <summary>The figures of a comparison of a policy file with its network.</summary>
/// <param name="Tolerance">The greatest relative difference of Q-values that passes.</param>
/// <param name="Batches">The figures by batch size.</param>
public sealed record VerificationReport(double Tolerance, IReadOnlyList<BatchVerification> Batches)
{
    /// <summary>The number of observations compared.</summary>
    public int Rows => Batches.Sum(batch => batch.BatchSize);

    /// <summary>The greatest absolute difference of a Q-value at any batch size.</summary>
    public double MaxAbsoluteDifference => Batches.Max(batch => batch.MaxAbsoluteDifference);

    /// <summary>The greatest relative difference of a Q-value at any batch size.</summary>
    public double MaxRelativeDifference => Batches.Max(batch => batch.MaxRelativeDifference);

    /// <summary>The error of the network relative to double precision; 0 if it was not measured.</summary>
    public double RoundingError => Batches.Max(batch => batch.RoundingError);

    /// <summary>The rows on which the actions differ and do not tie.</summary>
    public int ActionDisagreements => Batches.Sum(batch => batch.ActionDisagreements);

    /// <summary>Whether every Q-value is within the tolerance and every action agrees or ties.</summary>
    public bool Passed => MaxRelativeDifference <= Tolerance && ActionDisagreements == 0;

    /// <summary>Formats the figures in one line.</summary>
    public override string ToString()
    {
        string rounding = RoundingError > 0
            ? string.Create(CultureInfo.InvariantCulture, $"; float32 itself is off by {RoundingError:g3}")
            : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{Rows} rows at batch sizes {string.Join(", ", Batches.Select(batch => batch.BatchSize).Distinct())}: "
                + $"Q-values differ by at most {MaxAbsoluteDifference:g3} ({MaxRelativeDifference:g3} of their size, "
                + $"limit {Tolerance:g3}), actions differ on {ActionDisagreements} rows{rounding}");
    }
}
