namespace DeepQ.MLNet.Data;

/// <summary>How great the numbers of a table may be.</summary>
internal static class Magnitude
{
    /// <summary>The greatest number: sums and differences of many such numbers are still numbers in single precision.</summary>
    public const float Greatest = 1e30f;

    /// <summary>What a number that cannot be learned from must be, as the end of a sentence; null where it can.</summary>
    public static string? Problem(float value) =>
        Math.Abs(value) <= Greatest ? null
            : !float.IsFinite(value) ? "finite."
            : FormattableString.Invariant(
                $"within ±{Greatest}, since sums of greater ones are no numbers in single precision. Where it marks what is ") +
                "missing, replace it or leave the row out.";
}
