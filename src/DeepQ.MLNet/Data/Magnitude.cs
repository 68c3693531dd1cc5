namespace DeepQ.MLNet.Data;

/// <summary>The limit of the numbers in a table.</summary>
internal static class Magnitude
{
    /// <summary>
    /// The greatest magnitude: sums and differences of many numbers of this size stay finite in single precision.
    /// </summary>
    public const float Greatest = 1e30f;

    /// <summary>
    /// Returns what a number that cannot be learned from must be, as the end of a sentence; null if it can be used.
    /// </summary>
    public static string? Problem(float value) =>
        Math.Abs(value) <= Greatest ? null
            : !float.IsFinite(value) ? "finite."
            : FormattableString.Invariant(
                $"within ±{Greatest}, because sums of greater ones overflow in single precision. If it marks a ") +
                "missing value, replace it or leave the row out.";
}
