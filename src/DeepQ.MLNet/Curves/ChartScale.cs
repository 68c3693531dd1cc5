using System.Globalization;

namespace DeepQ.MLNet.Curves;

/// <summary>A linear axis.</summary>
/// <param name="Min">The value at the beginning.</param>
/// <param name="Max">The value at the end.</param>
/// <param name="Start">The position of <paramref name="Min"/> in the picture.</param>
/// <param name="End">The position of <paramref name="Max"/> in the picture.</param>
internal sealed record ChartScale(double Min, double Max, double Start, double End)
{
    /// <summary>Returns the position of a value in the picture.</summary>
    public double At(double value) => Start + ((value - Min) / (Max - Min) * (End - Start));

    /// <summary>
    /// Returns at most <paramref name="count"/> round values between two, spaced by 1, 2 or 5 times a power of ten.
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

    /// <summary>Formats a tick without superfluous digits.</summary>
    public static string Text(double tick) => Math.Round(tick, 9).ToString("#,0.#########", CultureInfo.InvariantCulture);
}
