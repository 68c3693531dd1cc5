using System.Numerics;

namespace Microsoft.ML.Transforms;

/// <summary>Extremes, mean and variance of a stream of numbers. NaN takes no part.</summary>
/// <remarks>B. P. Welford, "Note on a method for calculating corrected sums of squares and products", 1962.</remarks>
internal struct SlotStatistics<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private long _count;
    private double _squares;

    public SlotStatistics()
    {
        Minimum = T.PositiveInfinity;
        Maximum = T.NegativeInfinity;
    }

    internal T Minimum { get; private set; }

    internal T Maximum { get; private set; }

    internal double Mean { get; private set; }

    /// <summary>The mean squared distance from the mean.</summary>
    internal readonly double Variance => _count == 0 ? 0 : _squares / _count;

    internal void Add(T value)
    {
        if (T.IsNaN(value))
            return;
        Minimum = T.Min(Minimum, value);
        Maximum = T.Max(Maximum, value);
        _count++;
        double number = double.CreateChecked(value);
        double distance = number - Mean;
        Mean += distance / _count;
        _squares += distance * (number - Mean);
    }
}
