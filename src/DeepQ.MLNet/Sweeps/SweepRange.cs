using System.Globalization;

namespace DeepQ.MLNet.Sweeps;

/// <summary>A range of numbers that a sweep draws from, or divides into the points of a grid.</summary>
public sealed record SweepRange
{
    private readonly bool _logarithmic;

    private SweepRange(double low, double high, bool logarithmic)
    {
        if (!double.IsFinite(low) || !double.IsFinite(high) || low >= high)
        {
            throw new ArgumentException(
                $"A range goes from a number to a greater one; this one goes from {low} to {high}.");
        }

        if (logarithmic && low <= 0)
            throw new ArgumentException($"A logarithmic range begins above zero; this one begins at {low}.");
        (Low, High, _logarithmic) = (low, high, logarithmic);
    }

    /// <summary>The least value.</summary>
    public double Low { get; }

    /// <summary>The greatest value.</summary>
    public double High { get; }

    /// <summary>A range in which equal differences weigh the same.</summary>
    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest value.</param>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public static SweepRange Linear(double low, double high) => new(low, high, logarithmic: false);

    /// <summary>A range in which equal ratios weigh the same: for learning rates and other scales.</summary>
    /// <param name="low">The least value, positive.</param>
    /// <param name="high">The greatest value.</param>
    /// <exception cref="ArgumentException">The range is empty, not finite, or does not begin above zero.</exception>
    public static SweepRange Logarithmic(double low, double high) => new(low, high, logarithmic: true);

    /// <summary>The value at a part of the way, from 0 at the low end to 1 at the high one.</summary>
    internal double At(double part) => part switch
    {
        <= 0 => Low,
        >= 1 => High,
        _ => _logarithmic ? Low * Math.Pow(High / Low, part) : Low + (part * (High - Low)),
    };

    /// <summary>The range as text.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Low:R} to {High:R}{(_logarithmic ? ", logarithmic" : "")}");
}
