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
                $"A range must go from a number to a greater one; this one goes from {low} to {high}.");
        }

        if (logarithmic && low <= 0)
            throw new ArgumentException($"A logarithmic range must begin above zero; this one begins at {low}.");
        (Low, High, _logarithmic) = (low, high, logarithmic);
    }

    /// <summary>The least value.</summary>
    public double Low { get; }

    /// <summary>The greatest value.</summary>
    public double High { get; }

    /// <summary>Creates a range in which equal differences have equal weight.</summary>
    /// <param name="low">The least value.</param>
    /// <param name="high">The greatest value.</param>
    /// <exception cref="ArgumentException">The range is empty or not finite.</exception>
    public static SweepRange Linear(double low, double high) => new(low, high, logarithmic: false);

    /// <summary>Creates a range in which equal ratios have equal weight, for learning rates and other scales.</summary>
    /// <param name="low">The least value, positive.</param>
    /// <param name="high">The greatest value.</param>
    /// <exception cref="ArgumentException">The range is empty, not finite, or does not begin above zero.</exception>
    public static SweepRange Logarithmic(double low, double high) => new(low, high, logarithmic: true);

    /// <summary>Returns the value at a position from 0 at the low end to 1 at the high end.</summary>
    internal double At(double part) => part switch
    {
        <= 0 => Low,
        >= 1 => High,
        _ => _logarithmic ? Low * Math.Pow(High / Low, part) : Low + (part * (High - Low)),
    };

    /// <summary>Formats the range.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"{Low:R} to {High:R}{(_logarithmic ? ", logarithmic" : "")}");
}
