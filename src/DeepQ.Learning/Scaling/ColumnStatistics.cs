namespace DeepQ.Learning.Scaling;

/// <summary>
/// Statistics of a column, and the offset and factor that scale its values to about one. All values are added once with
/// <see cref="Add"/>, and then once more with <see cref="AddToUsual"/>.
/// </summary>
/// <remarks>
/// A constant column is left out. A column with two values becomes 0 and 1. If one value has at least half of the rows,
/// as zero has in sparse columns, it becomes 0, and the others get a root mean square of 1. All other columns are
/// standardized. In the second and third case zeros stay zero.
/// </remarks>
internal sealed class ColumnStatistics
{
    // float32 has 2²⁴ steps at the mean; with this many or fewer per deviation, values are hardly distinct.
    private const double FewSteps = 1 << 8;
    // The difference of two values may be so small that its inverse is not a float.
    private const double GreatestFactor = 1e30;
    // Among a million normally distributed values, the farthest is 5 deviations away; among 10,000 with a heavy tail,
    // 30.
    private const double Far = 50;

    private long _count;
    private float _least = float.PositiveInfinity;
    private float _greatest = float.NegativeInfinity;
    private double _mean;
    private double _squares;
    private float _usual;
    private long _lead;
    private long _usualCount;
    private long _endCount;
    private double _squaresAboutUsual;

    /// <summary>The offset to subtract.</summary>
    public float Offset => (float)(IsConstant ? _least : IsBinary ? LesserOrZero : IsMostlyUsual ? _usual : _mean);

    /// <summary>The factor of the difference.</summary>
    public float Factor => IsConstant ? 0 : (float)Math.Min(1 / Size, GreatestFactor);

    /// <summary>Whether float32 can hardly distinguish the values.</summary>
    public bool IsIndistinct => !IsConstant && Size < Math.Abs((double)Offset) * FewSteps / (1 << 24);

    /// <summary>Whether one value is so far from the others that they become hardly distinct.</summary>
    public bool HasOutlier => Farthest > Far;

    /// <summary>The distance of the farthest value, in scaled units.</summary>
    public double Farthest =>
        IsConstant || IsBinary ? 0 : Math.Max(_greatest - (double)Offset, Offset - (double)_least) / Size;

    /// <summary>Whether all values are equal.</summary>
    public bool IsConstant => _least == _greatest;

    private bool IsBinary => _endCount == _count;

    private bool IsMostlyUsual => 2 * _usualCount >= _count;

    private float LesserOrZero => _greatest == 0 ? 0 : _least;

    private double Size => IsBinary ? (double)_greatest - _least
        : IsMostlyUsual ? Math.Sqrt(_squaresAboutUsual / (_count - _usualCount))
        : Math.Sqrt(_squares / _count);

    /// <summary>Adds a value in the first pass.</summary>
    /// <remarks>
    /// Welford: Note on a Method for Calculating Corrected Sums of Squares and Products (1962); Boyer, Moore: MJRTY, A Fast
    /// Majority Vote Algorithm (1981).
    /// </remarks>
    public void Add(float value)
    {
        _count++;
        _least = Math.Min(_least, value);
        _greatest = Math.Max(_greatest, value);
        double before = value - _mean;
        _mean += before / _count;
        _squares += before * (value - _mean);
        if (_lead == 0)
            _usual = value;
        _lead += value == _usual ? 1 : -1;
    }

    /// <summary>Adds zeros in the first pass, up to a total number of values.</summary>
    public void AddZeros(long count)
    {
        long zeros = count - _count;
        if (zeros == 0)
            return;
        (_least, _greatest) = (Math.Min(_least, 0), Math.Max(_greatest, 0));
        _squares += _mean * _mean * _count * zeros / count;
        _mean *= (double)_count / count;
        if (_usual == 0)
            _lead += zeros;
        else if (zeros > _lead)
            (_usual, _lead) = (0, zeros - _lead);
        else
            _lead -= zeros;
        _count = count;
    }

    /// <summary>Adds a value in the second pass, with its number of occurrences.</summary>
    public void AddToUsual(float value, long times = 1)
    {
        _usualCount += value == _usual ? times : 0;
        _endCount += value == _least || value == _greatest ? times : 0;
        double difference = (double)value - _usual;
        _squaresAboutUsual += times * difference * difference;
    }
}
