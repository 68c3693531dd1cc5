using System.Globalization;

namespace DeepQ.MLNet.Curves;

/// <summary>A linear axis.</summary>
/// <param name="Min">The value at the beginning.</param>
/// <param name="Max">The value at the end.</param>
/// <param name="Start">The place of <paramref name="Min"/> on the picture.</param>
/// <param name="End">The place of <paramref name="Max"/>.</param>
internal sealed record ChartScale(double Min, double Max, double Start, double End)
{
    /// <summary>The place of a value on the picture.</summary>
    public double At(double value) => Start + ((value - Min) / (Max - Min) * (End - Start));

    /// <summary>
    /// Round values between two, at most <paramref name="count"/>, that lie 1, 2 or 5 times a power of ten apart.
    /// </summary>
    public static IReadOnlyList<double> Ticks(double min, double max, int count)
    {
        double least = (max - min) / (count - 1);
        double power = Math.Pow(10, Math.Floor(Math.Log10(least)));
        double factor = Math.Round(least / power, 9) switch { <= 1 => 1, <= 2 => 2, <= 5 => 5, _ => 10 };
        double step = factor * power;
        int first = (int)Math.Ceiling((min / step) - 1e-9);
        int last = (int)Math.Floor((max / step) + 1e-9);
        return [.. Enumerable.Range(first, last - first + 1).Select(i => i * step)];
    }

    /// <summary>A tick as it is written: with no more digits than it has.</summary>
    public static string Text(double tick) => Math.Round(tick, 9).ToString("#,0.#########", CultureInfo.InvariantCulture);
}
