namespace CartPoleSample;

/// <summary>A linear axis from zero.</summary>
/// <param name="Max">The value at the end.</param>
/// <param name="Start">The place of zero on the picture.</param>
/// <param name="End">The place of <paramref name="Max"/>.</param>
internal sealed record ChartScale(double Max, double Start, double End)
{
    /// <summary>The place of a value on the picture.</summary>
    public double At(double value) => Start + (value / Max * (End - Start));

    /// <summary>
    /// Round values from zero up, at most <paramref name="count"/>, that lie 1, 2 or 5 times a power of ten apart.
    /// </summary>
    public static IReadOnlyList<double> Ticks(double max, int count)
    {
        double least = max / (count - 1);
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double factor = Math.Round(least / power, 9) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        double step = factor * power;
        int last = (int)Math.Floor((max / step) + 1e-9);
        return [.. Enumerable.Range(0, last + 1).Select(i => i * step)];
    }
}
